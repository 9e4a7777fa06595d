import pytest

from speech.amounts import measures, money


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("€20.50", "twenty euros and fifty cents"),
        ("£1.01", "one pound and one penny"),
        ("-$5", "minus five dollars"),
        ("$2bn", "two billion dollars"),
        ("1.250,50 EUR", "one thousand two hundred and fifty euros and fifty cents"),
        ("€0", "zero euros"),
        ("€0.005", "zero point zero zero five euros"),
        ("¥500", "five hundred yen"),
        ("€15/month", "fifteen euros per month"),
        ("from €5 to €10.", "from five euros to ten euros."),
        ("EURO 2024", "EURO 2024"),
    ],
)
def test_money(written, spoken):
    assert money(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("50%", "fifty percent"),
        ("2.5 ‰", "two point five per mille"),
        ("1 km", "one kilometre"),
        ("21 °C", "twenty-one degrees Celsius"),
        ("1 kHz", "one kilohertz"),
        ("1,024 MiB", "one thousand and twenty-four mebibytes"),
        ("5 miles", "5 miles"),
        ("40%-50%", "forty to fifty percent"),
    ],
)
def test_measures(written, spoken):
    assert measures(written) == spoken
