import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from speech.reading import readable


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("budget.txt is open", "budget dot T X T is open."),
        ("I moved notes.tar.gz.", "I moved notes dot tar dot gz."),
        ("Done.", "Done."),
        ("Pay 42.50 euros?", "Pay forty-two euros and fifty cents?"),
        ("e.g. this", "for example this."),
        ("50% & more", "fifty percent and more."),
        ("**Open** `it`", "Open it."),
        (
            "DE89 3704 0044 0532 0130 00",
            "D E eight nine, three seven zero four, zero zero four four, zero five three two, zero one three zero, zero zero.",
        ),
        (
            "Pay to DE89370400440532013000.",
            "Pay to D E eight nine, three seven zero four, zero zero four four, zero five three two, zero one three zero, zero zero.",
        ),
        ("the account ending 4 7 1 1", "the account ending four seven one one."),
        ("the card ending in 4711", "the card ending in four seven one one."),
        ("€20.50", "twenty euros and fifty cents."),
        ("$1,250.00", "one thousand two hundred and fifty dollars."),
        ("20 EUR", "twenty euros."),
        ("EUR 1.250,50", "one thousand two hundred and fifty euros and fifty cents."),
        ("20,50 €", "twenty euros and fifty cents."),
        ("£1", "one pound."),
        ("£0.01", "one penny."),
        ("-$5", "minus five dollars."),
        ("€3 million", "three million euros."),
        ("CHF 12.05", "twelve Swiss francs and five centimes."),
        ("Pay Anna Weber 20 euros and 50 cents.", "Pay Anna Weber twenty euros and fifty cents."),
        ("2026-03-14", "the fourteenth of March twenty twenty-six."),
        ("14.03.2026", "the fourteenth of March twenty twenty-six."),
        ("14/03/2026", "the fourteenth of March twenty twenty-six."),
        ("03/14/2026", "the fourteenth of March twenty twenty-six."),
        ("14 March 2026", "the fourteenth of March twenty twenty-six."),
        ("March 14, 2026", "March fourteenth, twenty twenty-six."),
        ("on 1 May", "on the first of May."),
        ("the 3rd of June 2027", "the third of June twenty twenty-seven."),
        ("in 1999", "in nineteen ninety-nine."),
        ("14:30", "fourteen thirty."),
        ("9:05", "nine oh five."),
        ("9:00 am", "nine A M."),
        ("3pm", "three P M."),
        ("3:30 p.m.", "three thirty P M."),
        ("12:30:15", "twelve thirty and fifteen seconds."),
        ("2026-03-14T14:30:00Z", "the fourteenth of March twenty twenty-six fourteen thirty universal time."),
        ("~/Documents/budget.txt", "home slash Documents slash budget dot T X T."),
        ("/etc/fstab", "slash E T C slash fstab."),
        ("docs/cli.md", "docs slash C L I dot M D."),
        ("report-final_v2.pdf", "report dash final underscore v two dot P D F."),
        (".bashrc", "dot bashrc."),
        ("https://sayso.org/docs/index.html", "sayso dot org slash docs slash index dot H T M L."),
        ("https://example.com/?q=a&b=1", "example dot com slash question mark q equals a and b equals one."),
        ("sayso.org", "sayso dot org."),
        ("anna@example.org", "anna at example dot org."),
        ("www.example.co.uk", "www dot example dot co dot U K."),
        ("v1.2.3", "version one point two point three."),
        ("1.2.3", "one point two point three."),
        ("192.168.0.1", "one nine two dot, one six eight dot, zero dot, one."),
        ("3.5 %", "three point five percent."),
        ("12 %", "twelve percent."),
        ("1st", "first."),
        ("the 22nd time", "the twenty-second time."),
        ("No. 5", "number five."),
        ("#5", "number five."),
        ("no. 12", "number twelve."),
        ("Ctrl+C", "control C."),
        ("Ctrl+Shift+T", "control shift T."),
        ("Alt+F4", "alt F four."),
        ("20 GB", "twenty gigabytes."),
        ("5 km", "five kilometres."),
        ("300 ms", "three hundred milliseconds."),
        ("21 °C", "twenty-one degrees Celsius."),
        ("10-20", "ten to twenty."),
        ("pages 10–20", "pages ten to twenty."),
        ("1920x1080", "one thousand nine hundred and twenty by one thousand and eighty."),
        ("1/2", "one half."),
        ("-5", "minus five."),
        ("3.14", "three point one four."),
        ("1,250", "one thousand two hundred and fifty."),
        ("1250", "one thousand two hundred and fifty."),
        ("1000000", "one million."),
        ("007", "zero zero seven."),
        ("F4", "F four."),
        ("+49 171 1234567", "plus four nine, one seven one, one two three, four five, six seven."),
        ("(030) 123456", "zero three zero, one two three, four five six."),
        ("030 1234567", "zero three zero, one two three, four five, six seven."),
        ("555-123-4567", "five five five, one two three, four five six seven."),
        ("4111 1111 1111 1111", "four one one one, one one one one, one one one one, one one one one."),
        ("4 7 1 1", "four seven one one."),
        ("2 9 4 0", "two nine four zero."),
        ("Say confirm 4711.", "Say confirm four seven one one."),
        ("👍", "thumbs up."),
        ("Nice 🎉!", "Nice party!"),
        ("x_y and camelCase", "x underscore y and camel Case."),
        ("my_function()", "my underscore function."),
        ("USB", "U S B."),
        ("PDF", "P D F."),
        ("IBAN", "IBAN."),
        ("U.S.", "U.S."),
        ("first line\nsecond line", "first line. second line."),
        ("- one\n- two", "one. two."),
        ("a -> b", "a to b."),
        ("1 < 2", "one less than two."),
        ("5 × 3", "five times three."),
        ("Zoë’s café", "Zoë's café."),
        ("50 €/month", "fifty euros per month."),
        ("“Copy” is not on the screen.", "Copy is not on the screen."),
        ("*.txt", "star dot T X T."),
        ("3.11", "three point one one."),
        ("Python 3.11", "Python three point one one."),
        ("It shows 96.", "It shows ninety-six."),
        ("12 * 8 = 96", "twelve times eight equals ninety-six."),
        ("C++", "C plus plus."),
        ("C#", "C sharp."),
        ("100,000", "one hundred thousand."),
        ("1,5", "one comma five."),
        ("10:00-11:30", "ten o'clock to eleven thirty."),
        ("You have 3 e-mails.", "You have three e-mails."),
        ("wi-fi", "wi-fi."),
        ("and/or", "and slash or."),
        ("No.", "No."),
        ("Yes or no", "Yes or no."),
        ("12345678", "one two three four, five six seven eight."),
        ("The total is 1,234,567.89", "The total is one million two hundred and thirty-four thousand five hundred and sixty-seven point eight nine."),
        ("½", "one half."),
        ("5²", "five squared."),
        ("Error 404", "Error four hundred and four."),
        ("HTTP 500", "H T T P five hundred."),
        ("40%-50%", "forty to fifty percent."),
        ("q: 3, 4, 5", "q: three, four, five."),
    ],
)
def test_what_is_written_is_said_in_words(written, spoken):
    assert readable(written) == spoken


def test_lines_are_sentences():
    assert readable("Three files:\n\n* a.txt\n* b.txt\n") == "Three files: a dot T X T. b dot T X T."


SIGNS = "09.,:;-+/%€$£#@&=~_*<>()[]{}'\"!?|\\^° \n\t\r\x00\x7f\u200b\u202eaAbBxXvVmMkK²½×→👍é日ß٣"
TOKENS = re.findall(
    r"\S+",
    "DE89 3704 0044 €20.50 20 EUR 1,250 14:30 9 am 2026-03-14 14 March 2027 v1.2 1.2.3 ~/a.txt /etc https://a.org/b? a@b.org Ctrl+C "
    "No. 5 1st 10-20 50% 5 km/h e.g. x_y aB USB 4 7 1 1 +49 030 1234567 in 1999 . - * # / C# 1/2 007 12345678 3pm ½ o'clock",
)
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=SIGNS, max_size=24),
    st.lists(
        st.sampled_from(TOKENS),
        max_size=8,
    ).map(" ".join),
)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
@example("1\n.2")
@example("_")
def test_reading_what_was_read_changes_nothing(text):
    assert readable(readable(text)) == readable(text)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_and_nothing_unspeakable_is_left(text):
    spoken = readable(text)

    assert not re.search(r"\w", text) or re.search(r"\w", spoken)
    assert not any(unicodedata.category(one).startswith("C") for one in spoken)
    assert not re.search(r"\d", spoken)
    assert not spoken or spoken.endswith((".", "?", "!", ":"))


@given(st.integers(0, 10**12), st.sampled_from(["{}", "It is {}.", "{} files", "€{}", "{}%", "-{}", "{} km"]))
@settings(max_examples=100, deadline=None)
def test_any_number_is_read(number, frame):
    assert not re.search(r"[\d€%]", readable(frame.format(number)))
