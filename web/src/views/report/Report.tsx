import { Head } from "../../shell/Head";
import { S } from "../../strings";

export default function Report() {
  return <Head title={S.nav.report} />;
}
