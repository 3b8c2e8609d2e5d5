import pytest

from servanda.intake.languages import identify_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two envoys met in Vienna on Monday and said that the talks would go on.", "en"),
        (
            "Les deux émissaires se sont rencontrés lundi à Vienne et ont dit que tout continuerait.",
            "fr",
        ),
        (
            "Los dos enviados se reunieron el lunes en Viena y dijeron que las conversaciones continuarían.",
            "es",
        ),
        ("Die beiden Gesandten trafen sich am Montag in Wien und sagten, die Gespräche gingen weiter.", "de"),
        ("Два посланника встретились в понедельник в Вене.", "ru"),
        ("İki elçi pazartesi günü Viyana'da bir araya geldi ve görüşmelerin devam edeceğini söyledi.", "tr"),
        ("التقى المبعوثان يوم الاثنين في فيينا", "ar"),
        ("Envoys meet in Vienna", None),
        ("Israel strikes Gaza", None),
        ("1987 286 6,500", None),
        ("", None),
    ],
)
def test_languages(text, language):
    assert identify_language(text) == language
