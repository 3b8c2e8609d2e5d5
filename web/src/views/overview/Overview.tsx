import { Head } from "../../shell/Head";
import { S } from "../../strings";

export default function Overview() {
  return <Head title={S.nav.overview} />;
}
