using System.Text.Json.Nodes;
using Laurel.Definitions;
using Laurel.Explaining;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Explaining;

/// <summary>The patterns of the schema and the reader agree, sentence by sentence.</summary>
public sealed class SentenceTests
{
    private static readonly SchemaCheck Check = new(JsonNode.Parse(ProgramSchema.Json)!.AsObject());

    private const string Head = """{"program":"p","zone":"UTC","currency":"EUR","units":{"bean":{}},""";

    /// <summary>Where a sentence stands, and sentences of every form it has there.</summary>
    private static readonly (string Place, string[] Sentences)[] Places =
    [
        (Head + """ "earning":{"r":{"give":"HERE"}}}""",
            [
                "1 bean per 1.00 EUR", "1 bean for every full 10 EUR",
                "10 beans for every full 100.00 EUR spent per month", "1 bean for every full 5 EUR spent",
                "2.5 beans per 1.00 EUR of margin", "1 bean for every item",
                "1 bean per item", "50 beans",
            ]),
        (Head + """ "earning":{"r":{"give":"1 bean","round":"HERE"}}}""",
            ["down per purchase", "half even per line", "up per item", "half up"]),
        (Head + """ "earning":{"r":{"give":"1 bean","limit":"HERE"}}}""",
            [
                "2 per member per month else reject", "500 beans per member per day", "1 time per program ever",
                "5 times per location per year else cap", "9 beans per purchase",
            ]),
        (Head + """ "earning":{"r":{"give":"1 bean","when":{"hour":"HERE"}}}}""", ["from 08:00 to 10:00"]),
        (Head + """ "earning":{"r":{"give":"1 bean","when":{"period":"HERE"}}}}""",
            ["from 2026-12-01 to 2026-12-24", "to 2026-12-24", "from 2026-12-01"]),
        (Head + """ "earning":{"r":{"give":"1 bean","when":{"basket":"HERE"}}}}""",
            ["at least 60.00 EUR", "at least 60 EUR with tax", "at least 60 EUR without tax", "at least 60 EUR before discounts"]),
        (Head + """ "earning":{"r":{"give":"1 bean","when":{"items":"HERE"}}}}""", ["at least 3"]),
        (Head + """ "earning":{"r":{"give":"1 bean","when":{"first purchase":"HERE"}}}}""", ["ever", "within 30 days of joining"]),
        ("""{"program":"p","zone":"UTC","currency":"EUR","units":{"bean":{"expires":"HERE"}}}""",
            ["never", "90 days after earning", "12 months after earning at end of month", "6 months since last visit", "each 12-31"]),
        ("""{"program":"p","zone":"UTC","currency":"EUR","units":{"bean":{"pending":"HERE"}}}""", ["14 days", "1 week", "2 quarters"]),
        (Head + """ "tiers":{"levels":{},"counts":"HERE"}}""",
            ["spend in the last 12 months", "visits in the calendar year", "beans earned ever", "spend in the membership year"]),
        (Head + """ "tiers":{"levels":{},"down":"HERE"}}""",
            ["never", "at once", "at end of year", "one level at end of month after 30 days of grace"]),
        (Head + """ "tiers":{"levels":{"low":{},"gold":{"at":"HERE"}}}}""",
            ["500.00 EUR or 12 visits", "200 beans", "1 visit or 1 bean or 1 EUR"]),
        (Head + """ "tiers":{"levels":{"low":{},"gold":{"gives":"HERE"}}}}""", ["40 beans"]),
        (Head + """ "tiers":{"levels":{"gold":{}}},"offers":{"o":{"gives":"1% off","when":{"tier":"HERE"}}}}""", ["gold", "gold only"]),
        (Head + """ "rewards":{"r":{"gives":"1% off","costs":"HERE"}}}""", ["40 beans", "1 bean each", "3 beans per 2 items", "nothing"]),
        (Head + """ "offers":{"o":{"gives":"HERE"}}}""", ["10% off", "5.00 EUR off", "5.00 EUR off each item"]),
        (Head + """ "offers":{"o":{"gives":{"item":"HERE"}}}}""", ["coffee up to 4.50 EUR", "coffee"]),
        (Head + """ "referral":{"after":"HERE"}}""", ["joining", "first purchase", "first purchase no longer returnable", "14 days after first purchase"]),
        (Head + """ "memberships":{"m":{"fee":"HERE"}}}""",
            ["49.00 EUR a year", "4.90 EUR per month", "73.00 EUR for 365 days", "99.00 EUR once", "nothing for 6 months"]),
        (Head + """ "memberships":{"m":{"fee":"1 EUR once","cancel":"HERE"}}}""",
            ["at period end", "at once", "refund unused days", "refund unused months", "refund all within 14 days"]),
        (Head + """ "challenges":{"c":{"give":"1 bean","do":"HERE"}}}""",
            [
                "buy in 3 categories", "buy from 2 brands", "buy 10 items", "buy 5 different products", "spend 100.00 EUR", "visit 4 times", "visit once",
                "visit 3 places", "visit 4 weeks in a row missing at most 1", "do review 2 times", "do review once", "visit 2 times within 30 days",
                "visit 2 times within the same month",
            ]),
        (Head + """ "games":{"g":{"odds":{"nothing":"100%"},"plays":"HERE"}}}""", ["1 per visit", "2 per purchase", "1 per week", "1 per review"]),
        (Head + """ "games":{"g":{"odds":{"nothing":"100%"},"plays":"1 per day","budget":"HERE"}}}""",
            ["2000 beans per month", "2000 beans", "9 beans ever", "500 beans per week else what is left", "5 beans per day else nothing"]),
        (Head + """ "surprises":{"s":{"give":"5 beans","budget":"9 beans","to":"HERE"}}}""", ["2% of visits", "0.5% of purchases", "5% of review"]),
        (Head + """ "challenges":{"c":{"do":"visit once","give":"HERE"}}}""", ["80 beans", "1 bean"]),
        (Head + """ "challenges":{"c":{"do":"visit once","give":"1 bean","repeats":"HERE"}}}""", ["never", "always", "3 times"]),
        (Head + """ "challenges":{"c":{"do":"visit once","give":"1 bean","within":"HERE"}}}""", ["30 days", "the same month"]),
        (Head + """ "offers":{"o":{"gives":{"donation":"HERE"}}}}""", ["10.00 EUR to food-bank"]),
        (Head + """ "offers":{"o":{"gives":"1% off","at most":"HERE"}}}""", ["9.00 EUR", "9.00 EUR with tax"]),
    ];

    [Fact]
    public void Sentences_that_are_right_are_read_and_valid()
    {
        foreach (var (definition, sentence) in from p in Places from s in p.Sentences select (p.Place.Replace("HERE", s), s))
        {
            DefinitionReader.Read(CanonicalJson.Read(definition)).Problems.ShouldBeEmpty(definition);
            Check.Errors(JsonNode.Parse(definition)).ShouldBeEmpty(sentence);
        }
    }

    /// <summary>Words dropped, doubled, swapped and taken from elsewhere: whatever the reader still accepts, the schema accepts.</summary>
    [Fact]
    public void The_schema_refuses_no_sentence_that_the_reader_reads()
    {
        var dice = new Random(20260303);
        string[] words = [.. Places.SelectMany(p => p.Sentences).SelectMany(s => s.Split(' ')).Distinct(), "+1", "1.", ".5", "-2", "2.0"];
        var (read, refused) = (0, 0);
        foreach (var (place, sentences) in Enumerable.Repeat(Places, 400).SelectMany(p => p))
        {
            var definition = place.Replace("HERE", Changed(sentences[dice.Next(sentences.Length)], words, dice));
            var isRead = DefinitionReader.Read(CanonicalJson.Read(definition)).Problems.Count == 0;
            (read, refused) = isRead ? (read + 1, refused) : (read, refused + 1);
            if (isRead)
                Check.Errors(JsonNode.Parse(definition)).ShouldBeEmpty(definition);
        }
        Math.Min(read, refused).ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData("1 bean por 1.00 EUR")]
    [InlineData("bean per 1.00 EUR")]
    [InlineData("1 bean per 1.00")]
    [InlineData("1 bean per 1.00 EUR of")]
    [InlineData("one bean")]
    public void A_sentence_that_is_wrong_is_refused_by_both(string give)
    {
        var definition = Places[0].Place.Replace("HERE", give);
        DefinitionReader.Read(CanonicalJson.Read(definition)).Problems.ShouldNotBeEmpty();
        Check.Errors(JsonNode.Parse(definition)).ShouldNotBeEmpty();
    }

    private static string Changed(string sentence, string[] words, Random dice)
    {
        var changed = sentence.Split(' ').ToList();
        var at = dice.Next(changed.Count);
        switch (dice.Next(4))
        {
            case 0:
                changed.RemoveAt(at);
                break;
            case 1:
                changed.RemoveRange(at, changed.Count - at);
                break;
            case 2:
                changed[at] = words[dice.Next(words.Length)];
                break;
            default:
                changed.Insert(at, words[dice.Next(words.Length)]);
                break;
        }
        return string.Join(' ', changed);
    }
}
