--
-- PostgreSQL database dump
--

\restrict vH51rko5aLquyrv2B13nNWwi3522aweebivqLVaao8kcD88Vt24qkAvO3vWOpol

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: active; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.active (
    report text NOT NULL COLLATE pg_catalog."C",
    coding bigint NOT NULL,
    withdrawn integer NOT NULL
);


--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num text NOT NULL
);


--
-- Name: claims; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims (
    coding bigint NOT NULL,
    place integer NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: codings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.codings (
    number bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    document bigint NOT NULL,
    report text NOT NULL COLLATE pg_catalog."C",
    coder text NOT NULL,
    written text,
    body bytea NOT NULL,
    at text NOT NULL
);


--
-- Name: documents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.documents (
    number bigint NOT NULL,
    address text NOT NULL COLLATE pg_catalog."C",
    report text NOT NULL COLLATE pg_catalog."C",
    sha256 text NOT NULL,
    info text NOT NULL,
    licence text NOT NULL,
    redistributable integer NOT NULL,
    body bytea NOT NULL,
    at text NOT NULL
);


--
-- Name: judged; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.judged (
    thing text NOT NULL COLLATE pg_catalog."C",
    judgement bigint NOT NULL
);


--
-- Name: judgements; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.judgements (
    number bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    verdict text NOT NULL,
    things text NOT NULL,
    field text NOT NULL,
    value text NOT NULL,
    score double precision,
    reasons text NOT NULL,
    author text NOT NULL,
    role text NOT NULL,
    at text NOT NULL
);


--
-- Name: log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.log (
    number bigint NOT NULL,
    layer text NOT NULL,
    thing text NOT NULL,
    digest text NOT NULL,
    chain text NOT NULL
);


--
-- Name: meta; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.meta (
    key text NOT NULL,
    value text NOT NULL
);


--
-- Data for Name: active; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.active VALUES ('made-0000', 2, 0);
INSERT INTO public.active VALUES ('made-0003', 8, 0);
INSERT INTO public.active VALUES ('made-0001', 9, 0);
INSERT INTO public.active VALUES ('made-0002', 6, 1);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0001');


--
-- Data for Name: claims; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims VALUES (2, 0, 'E-0fd755aa8097a237');
INSERT INTO public.claims VALUES (2, 1, 'C-37ce108810fa7da8');
INSERT INTO public.claims VALUES (4, 0, 'E-ea993676be35b459');
INSERT INTO public.claims VALUES (4, 1, 'C-9e488d981efbda5a');
INSERT INTO public.claims VALUES (6, 0, 'E-240232f160f0cc07');
INSERT INTO public.claims VALUES (6, 1, 'C-5de5982214e92d49');
INSERT INTO public.claims VALUES (8, 0, 'E-6917e43e27403425');
INSERT INTO public.claims VALUES (8, 1, 'C-bdee50b6186f79b5');
INSERT INTO public.claims VALUES (9, 0, 'E-ea993676be35b459');
INSERT INTO public.claims VALUES (9, 1, 'C-9e488d981efbda5a');


--
-- Data for Name: codings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.codings VALUES (2, 'R-b6c4a6e1978574a7', 1, 'made-0000', '{"format":"1","model":"0123456789abcdef","servanda":"0.1.0"}', '2024-01-01', '\x789c7d534d6fdb300cfd2b82ce4926e7634e73ed8a5d8a1458b65d8aa060243a11664b1e25bb08d2fcf75189dd044556c0079a7ca4f9dea30f52fbaab2b14217835c3c1f24e8281792b04408f852930dde210539901b7458586d812c26ec7a20f50eaceb426f90b8336288e14bd72f53de191bad67986bca72200d4464dc588da74395f1c32074a62f17164bc3e30f478e3de984852d211ac65986c9fbe124d798a9f93c5305e406e6a9e242a426d1e807f94d69b79ed2a672e929ee4a70e66df9e3f1edfbd36fee58f9a6cbadbe9d73cce26fe3e3899cacc95736a011d18b8e8db8a8c150e294779d10c4dabc42d97f3b684fbcb81acd38aee1847a9e8e0779b666708840ef6b46a4aa8f5bdfe81d135d30153c3212db6b5ffe4b86911bd07fb6e49b24640165c04fcca910a3bc6dc4b5fa27b11f86aa30f96c06305777398c2739a32a1ec7b5d6069b06d525249bce1c2e0a3eb8d6ef83f08578df58541805bb2a4e9b0a7543476d6bdb91be6d51807df854673598cc3a9963c319b983ba667fd201c57d9d36bf7f5aae7e3dfe9437242fecb6a1febe6d084d1fa7dbb2ef8ba6e1d8ff35fcdef2559cab8774b615a4bf28ebb4e2bb902a1b4fa6b3aff9fc0e36da60c1a580d4323948d551365292457f251b23ba8fbe74e9978b5832ee900fb36669c50681824889e4a9b8ea5c1fff01393543d4', '2024-05-01T12:00:00Z');
INSERT INTO public.codings VALUES (4, 'R-5d10eec21c126c1a', 3, 'made-0001', '{"format":"1","model":"0123456789abcdef","servanda":"0.1.0"}', '2024-02-02', '\x789c7d53c16ee2400cfd95d19c814d8000e1daad7aa9a8b4eceea54295937160b4c94cea99a442947f5f0f2480566ca51c1cfbd9f17bcf39c8dc5695f6151aefe4f2f52021f77229094b04876f3569670d92930399a1c142e71a4863c06e0632df81365d681512777a74de7debfa65c81ba5bdb60c334d590ea4028f8c1b47e3e9301af3c32034aa2f171a4bc5e30f478e2de5010b5b42548cd30c930fc314a78b854a17311699820442c5384f4da0d10fb259a9b796c2a67265c9ef4a30ea73f5e3f9f3e9e53777ac6dd3e5d6dfcf3966f1de587f22276bb29576a884b7a26323ae6a309438654d2704b1361f50f6df76b9255e3c1a251cd77042bd4ec78379bc61b0f34097353d52d5c7ad6df21d135d32153c3212db5b5ffe4b869119e47fb6649b206401a5c32fcca910bdbc6fc4adfa27b11f8708693a99cd67194e926c9aa48caa781cd75aed74185497106c3a73b82af8685abb77c216e2b2b1a8d00b76559c3615f11d1d735deb8ef47d8b1cecdd973a478349d2c9ec1bcec81dd435fb130ec8efebb0f9c3cb6afdebf9a7bc2379a1b70df5f7ad9d6bfa38dc96be2c1a8663ffd7f07bcb5771ae1ec2d95610fea2b8d38aef4246f178324d66f3450a59aeb0e092436a991c84ea281e459245ff20ed3d9a7f7de9d26f57b1a4df211f66cdd28a0c819c0889e0a9b8e9dc1cff02c13a445d', '2024-05-01T12:00:00Z');
INSERT INTO public.codings VALUES (6, 'R-b82b5f807dfdbcaa', 5, 'made-0002', '{"format":"1","model":"0123456789abcdef","servanda":"0.1.0"}', '2024-03-03', '\x789c7d53c16ee23010fd15cbe7c0262629856bb7eaa5a2d2b2bb970a55c69e80b5899d8e9d5488f2ef3b8604d08aad94c364e6cd64de7b933d57aeae4da8c106cfe7af7b2e55e0738e5081f4f0d6a0f1ce027a9ef03558288d32120d44ec2ae16a2b8ded43a701a933800ffe5bdfcf63de6a138c23986dab2ae15a06209c48453e4a27f41008ac1ecaa5814ad3f8fd8162872a62e5060134e10cc1f8c3a8d050ccee85c87298099dcf62c5fa806da4310c72ebca6c1cc64df9c261d856d2eacfc58fe7cfa797dfd4b1746d9f5b7e3fe588c57bebc2911c6fd0d5c68366c1b19e0dbba84150a494b3bd1048da7cc86af8b6570e69f1745c50dcc823ea3517c9345b11d80789e73503603dc49d6bd59688ce890a1c0809ddb52fff2543c8b5547f36e8da2864292b0f5f985303047edb886bf58f623f8e449e8a8928b3bbb44c954aa784aa691cd53ae34d1cd45432da74e27051f0d1766ee7992bd97963564360e42a3b6ecac40d1d95694c4ffab6455eeefc973aa7c9a4e8650e2d65f856360df9130f28ec9ab8f9c3cb62f9ebf927bf217969362d0ef76dbc6f8738de96392f1a87c3f0d7d07b475771aaeee3d9d632fe4559af15dd054f3331c98bbbe9fd4cae9586924a1eb023723256c7d938e524fa079a10c0feeb4b9f7ebb88c5c316e8301b9296ad41a26731113d65579dabc35fdb344350', '2024-05-01T12:00:00Z');
INSERT INTO public.codings VALUES (8, 'R-9bdd3d6b3dfc3111', 7, 'made-0003', '{"format":"1","model":"0123456789abcdef","servanda":"0.1.0"}', '2024-04-04', '\x789c7d534d6fdb300cfd2b82ce4ee6cfb8c9b52b76295260d97629824296e958982d7994ec2248f3df472576120c59011f68f291e67b8f3e7069da56b916b4b37cf57ae0423abee2080d080b6f1d2a6b34a0e5012f4043a5a412a8c063b70197b5507a0c4d09489d0eacb35fc67eeef3ba544e1982e9be69025e0a07848bc3389d85fe2110e8722a570a9a92c61f8e141b941e2b760850124e118c3fce8a12200b8b45f4b0a8f26591f98ab60e7b4f631a648a46ed0cfa4df9daa0ab1ba1cb8ff5f7e78f6f2fbfa86363fa31b7f97ace118b3fbd712772bc43d32a0b2573868d6cd8550d8222a58c1e8540d2e65d34d3b7ad34488b87f38ce24e9c50af691ce4d196c0d609bcace900db291e4c2f6b22ba222a7024240cb7befc970c210b217fefd0f45ec84a34163e31a70570fcbe11b7ea9fc47e9a2d96510e6902719e86491a7bb15b1a47b54159e507758df0369d395c157cd283d95b662a76d998b5e018b9ca4e9bb2e48e8e52756a247ddf222bf6f6539dc320c946995d4f195e8bae237ffc01b97de7377f7c596f7e3effe07724afd4aec7e9be95b5fd14fbdb529745fd7098fe1a7a1fe82aced5833fdb56f8bf281ab5a2bbe061142769b6c81f96a290255454b280039113be3a8fe62127d1df513907fa5f5fc6f4db552cee6aa0c3ec485a568040cb7cc27bca6e3ab7c7bf2290439a', '2024-05-01T12:00:00Z');
INSERT INTO public.codings VALUES (9, 'R-691ad6310e9f4a11', 3, 'made-0001', '{"format":"1","model":"0123456789abcdef","servanda":"0.2.0"}', '2024-02-02', '\x789c7d53c16ee2400cfd95d19c810d8100e1daad7aa9a8b4eceea54295937160b4c94cea99a442947f5f0f2480566ca51c1cfbd9f17bcf39c8dc5695f6151aefe4f2f52021f77229094b04876f3569670d92930399a1c142e71a4863c06e0632df81365d681512777a74de7debfa65c81ba5bdb60c334d590ea4028f8c8ba3783a8c627e188446f5e54263a978fce1c8b1a53c60614b888a719a61f26198e274b150e9628c45a620815031ce531368f4836c56eaada5b0a95c59f2bb128cfa5cfd78fe7c7af9cd1d6bdb74b9f5f7738e59bc37d69fc8c99a6ca51d2ae1ade8d888ab1a0c254e59d30941accd0794fdb75d6e89178f4609c7359c50afd378301f6f18ec3cd0654d8f54f5716b9b7cc744974c058f8cc4f6d697ff92616406f99f2dd926085940e9f00b732a442fef1b71abfe49ecc721429a4e66f3598693249b2629a32a1ec7b5563b1d06d525049bce1cae0a3e9ad6ee9db085b86c2c2af4825d15a74dc5f88e8eb9ae7547fabe450ef6ee4b9da3c124e964f60d67e40eea9afd0907e4f775d8fce165b5fef5fc53de91bcd0db86fafbd6ce357d1c6e4b5f160dc3b1ff6bf8bde5ab38570fe16c2b087fd1b8d38aef4246e378324d66f3450a59aeb0e092436a991c84ea281e459245ff20ed3d9a7f7de9d26f57b1a4df211f66cdd28a0c819c0889e0a9b8e9dc1cff02c192445e', '2024-05-01T12:00:00Z');


--
-- Data for Name: documents; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.documents VALUES (1, '6c4e4587201cbd0c9846bd7c46bca33c4a29fb3af2cf953f60c3d2102dde799f', 'made-0000', '6ef2637868fae50beb99d19f1714373a9b929ddea8de0b23643f13b12b796883', '{"published":"2024-01-01","source":"Made Up Agency","title":"Round 0 \u201cof talks\u201d","url":"https://example.org/0"}', 'CC BY 4.0', 1, '\x789cad4f416e02310cfc8ae5f34203ad54893b574edc10426933bb44cdc62b278b5821fe5ea77ca1d25c66c633b61ffca5f03f8577a773c7c157a498c1bb3ca7f4e2cd3ab1e25b3470c75bb7fd58b98d81cf96483e0fb31f2cc1c8668f08d15fea3235a5e25edfa6e46373a4ef0bea5f9beb5cf7f96e680da27188d9279bdfe79b2c85a4a78368bd5a77a011957a5152998db9351daf586852196341a02aa448f005a6c522195ad664eb14a3dc105e7fb543feb5fff90b4872689a', '2024-05-01T12:00:00Z');
INSERT INTO public.documents VALUES (3, 'cd15d3993c90f5013ca8f4f2f8d2c89a6f5a65c6aca5fc45b37a80409cf2b87f', 'made-0001', 'fd22e862e4d8b120b86c67915ce44f4d94289f4a280fb27da9562df0ad21ff0f', '{"published":"2024-02-02","source":"Made Up Agency","title":"Round 1 \u201cof talks\u201d","url":"https://example.org/1"}', 'CC BY 4.0', 0, '\x789cad4f418ec2300cfc8ae573614b4142e2bed73d71430885cdb4449bc6959322aad5fe7d1df802d25c66c633b67ff9aa703f990fa773c3de15c490c08734c7f8e2d53ab1e25bd473c35ddbed566d67e0b325a24bc3ec064b3092d9237c7097b24c552978948f29ba501de9fb8cf26c6b9bb6d96f0db541340c21b968f39fe92e4b26e9e94bb4dcacdbd38842bd28a9ccc6366b3adeb0d0a432860c4f454811e1324c0b591234afc9d62946b9c3bffeaa87bcb5ffef1f4b23689e', '2024-05-01T12:00:00Z');
INSERT INTO public.documents VALUES (5, '9fc0a8b3472bed2feffe38a35de0107947846c54471123aa2c2b1a19e3978ad0', 'made-0002', 'a69155de3f0dbb434e613fd404a84fbb8259a06a4d72f14042c13c6313ab7249', '{"published":"2024-03-03","source":"Made Up Agency","title":"Round 2 \u201cof talks\u201d","url":"https://example.org/2"}', 'CC BY 4.0', 1, '\x789cad4f418ec2300cfc8ae57361ab8284c47daf9cb8218402999668d3b872524485f6efebc017569acbcc78c6f68baf0af793797f3a37ec5d410c09bc4f738c1f5ead132b6ea29e1beeda6ebb6a37063e5b22ba34cc6eb00423993dc2077729cb54958267f99aa20bd591becf28efb6b6699bddc6501b44c310928b36ff9d1eb264929e0ea2e56edd9e4614ea45496536d6ade978c74293ca18323c15214584cb302d6449d0bc265ba718e501fff9ab1ef2affdbf7f4dd468a2', '2024-05-01T12:00:00Z');
INSERT INTO public.documents VALUES (7, 'cc5427a88a609cfcece1a5dbc598ea77151138415f2abbb7c68a3e789a894aa2', 'made-0003', 'dde13487756c3cbe8fa9ec015044fab334961e4631e7db90c7efd36c1c3ac6e3', '{"published":"2024-04-04","source":"Made Up Agency","title":"Round 3 \u201cof talks\u201d","url":"https://example.org/3"}', 'CC BY 4.0', 0, '\x789cad4fc1aac2400cfc959073d5a20f04ef5e3d7913917d6fa77571bb29d9ad581efebb59fd05612e33939924fffcab70b7ccbbd3b961ef0a6248e05d9a62fcf06a9d58f127eab9e175bbfe59b4157cb64474a99f5c6f0946327b800fee52e6b12a058fb21aa30bd591aecb28efb6b6699bedc6501b44431f928b36bf4f779933494707d172b56e4f030a75a2a43219db2ce978c54ca3ca10323c15214584cb302d6449d0bc245ba718e40efff9ab1ef2d5fee70b508568a6', '2024-05-01T12:00:00Z');


--
-- Data for Name: judged; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.judged VALUES ('made-0001', 10);
INSERT INTO public.judged VALUES ('made-0002', 11);
INSERT INTO public.judged VALUES ('E-1', 12);
INSERT INTO public.judged VALUES ('E-2', 12);


--
-- Data for Name: judgements; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.judgements VALUES (10, 'J-fd03c48d00b2610b', 'recode', '["made-0001"]', '', '"R-691ad6310e9f4a11"', NULL, '[]', 'ana', 'person', '2024-05-01T12:00:00Z');
INSERT INTO public.judgements VALUES (11, 'J-02a1eb10aa7cfab5', 'withdraw', '["made-0002"]', '', '', NULL, '[]', 'ana', 'person', '2024-05-01T12:00:00Z');
INSERT INTO public.judgements VALUES (12, 'J-2dff6b20fc794be7', 'same', '["E-1","E-2"]', '', '', 0.5, '["near"]', 'ana', 'person', '2024-05-01T12:00:00Z');


--
-- Data for Name: log; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.log VALUES (1, 'documents', 'made-0000', '7805feea54d448bec3e7e4fb8d1d49207017808fa27ae2cf5e43c301d895bd37', 'ba3103d68b6f06bb5864da7afdce89028820fef0ce919fa805e718a3c22e0828');
INSERT INTO public.log VALUES (2, 'codings', 'R-b6c4a6e1978574a7', 'a51de80ab5293944a660c8123e74730b39c433c9f1aea4d46d5b80a2c0598116', '08adfa147ad64752cb2cef28d5ae9f13b06ff89532fdb2ae70aae769b2d1cc91');
INSERT INTO public.log VALUES (3, 'documents', 'made-0001', 'e4dd4eba53d4c0e5186040aecc54f6e92b1a50d279a3f4008f5d3628129b0548', '864f4320fa4c8f00d09a00d2e9496f9e325f6320db3af960b659a1d97a61e934');
INSERT INTO public.log VALUES (4, 'codings', 'R-5d10eec21c126c1a', '52c0b30e92fef71b659d3bc05e88ae4d2d6ef3081367b668f46e8b8e10932be4', '97f46534317cb6b5b87df56efb58862666d9578cecba016dbfe0925162d4d93d');
INSERT INTO public.log VALUES (5, 'documents', 'made-0002', '55ef6843326a0d75ebe84cfab732fa29cfccae145dabb925a83cd308d8679a05', 'd2b420fb12d4357cc63098bb9b35ebaa159c0e0e33dbd8797056e28191606a81');
INSERT INTO public.log VALUES (6, 'codings', 'R-b82b5f807dfdbcaa', '04ef8718c59e4a2c89b1e3b9670a7322e8803d9387afa18e99699701ac50b36f', '8e1b97f9bc336e9a0813163116438293f3836a10dcb975338ad3fd3dc3cb1834');
INSERT INTO public.log VALUES (7, 'documents', 'made-0003', '9e2cbd4e4f3b5abdd9582aadca26b066d398454eb61b92e3b32c83f4c44b14fd', '9665f8805d859a52eda7639702018027311239fbecb032e834d1971d1036b3e5');
INSERT INTO public.log VALUES (8, 'codings', 'R-9bdd3d6b3dfc3111', '95e562a3d2b64ca3b6f960d83bf0c3f229751170361f445f502d91c7dcb2646c', '981b1e1749972eaaf2c2429cd456c5016c3c58f1d3dbfaa7bddf10a32ff6e9ea');
INSERT INTO public.log VALUES (9, 'codings', 'R-691ad6310e9f4a11', '9fa2a70885b9168a885bd97335eaf4be0a08888c107a11d3a565c917daa7197d', '03b0fb840b9572393ad263d44d40488f56567ca33d6fa74264b81a064d610102');
INSERT INTO public.log VALUES (10, 'judgements', 'J-fd03c48d00b2610b', 'e9b4b9f96d3c1e90afde7ae2f0ad91046b63c287c659b64f4777398e5fbb9ceb', 'a2533ddfeb41524c98f2b3e5d491a5d3e5eaa713d0225f3d26a73f05c5ffaddf');
INSERT INTO public.log VALUES (11, 'judgements', 'J-02a1eb10aa7cfab5', '7a9bf6d6b9fdf8b954e89e1b81a1e775fdf6f91f4584e81821fd3a5fd6861275', 'e02bec24db656ff8cb742836b0054a4278e24c6484ef11fee84c9432f1ed5193');
INSERT INTO public.log VALUES (12, 'judgements', 'J-2dff6b20fc794be7', '1898b1332a3e8b891df4e7830a4b952eeac5394a5d11d7c4fcd095740a4c1a7f', '058d1f6ba0cd8df068decaff667b6469033960374c12e4cbb76f53f4550d5ff8');


--
-- Data for Name: meta; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.meta VALUES ('format', 'servanda record');
INSERT INTO public.meta VALUES ('schema', '1');
INSERT INTO public.meta VALUES ('head', '12:058d1f6ba0cd8df068decaff667b6469033960374c12e4cbb76f53f4550d5ff8');


--
-- Name: active active_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.active
    ADD CONSTRAINT active_pkey PRIMARY KEY (report);


--
-- Name: alembic_version alembic_version_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkey PRIMARY KEY (version_num);


--
-- Name: claims claims_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_pkey PRIMARY KEY (coding, place);


--
-- Name: codings codings_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.codings
    ADD CONSTRAINT codings_id UNIQUE (id);


--
-- Name: codings codings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.codings
    ADD CONSTRAINT codings_pkey PRIMARY KEY (number);


--
-- Name: documents documents_address; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_address UNIQUE (address);


--
-- Name: documents documents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (number);


--
-- Name: judged judged_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.judged
    ADD CONSTRAINT judged_pkey PRIMARY KEY (thing, judgement);


--
-- Name: judgements judgements_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.judgements
    ADD CONSTRAINT judgements_id UNIQUE (id);


--
-- Name: judgements judgements_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.judgements
    ADD CONSTRAINT judgements_pkey PRIMARY KEY (number);


--
-- Name: log log_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log
    ADD CONSTRAINT log_pkey PRIMARY KEY (number);


--
-- Name: meta meta_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meta
    ADD CONSTRAINT meta_pkey PRIMARY KEY (key);


--
-- Name: claims_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX claims_id ON public.claims USING btree (id);


--
-- Name: codings_document; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX codings_document ON public.codings USING btree (document);


--
-- Name: codings_report; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX codings_report ON public.codings USING btree (report, number);


--
-- Name: active active_coding_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.active
    ADD CONSTRAINT active_coding_fkey FOREIGN KEY (coding) REFERENCES public.codings(number);


--
-- Name: claims claims_coding_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_coding_fkey FOREIGN KEY (coding) REFERENCES public.codings(number);


--
-- Name: codings codings_document_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.codings
    ADD CONSTRAINT codings_document_fkey FOREIGN KEY (document) REFERENCES public.documents(number);


--
-- Name: judged judged_judgement_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.judged
    ADD CONSTRAINT judged_judgement_fkey FOREIGN KEY (judgement) REFERENCES public.judgements(number);


--
-- PostgreSQL database dump complete
--

\unrestrict vH51rko5aLquyrv2B13nNWwi3522aweebivqLVaao8kcD88Vt24qkAvO3vWOpol

