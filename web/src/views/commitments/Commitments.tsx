import { Head } from "../../shell/Head";
import { S } from "../../strings";

export default function Commitments() {
  return <Head title={S.nav.commitments} />;
}
