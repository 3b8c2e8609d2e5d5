import { Head } from "../../shell/Head";
import { S } from "../../strings";

export default function Codebook() {
  return <Head title={S.nav.codebook} />;
}
