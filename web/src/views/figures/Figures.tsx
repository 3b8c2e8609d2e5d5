import { Head } from "../../shell/Head";
import { S } from "../../strings";

export default function Figures() {
  return <Head title={S.nav.figures} />;
}
