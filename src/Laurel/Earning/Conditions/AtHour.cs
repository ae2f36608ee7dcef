using System.Globalization;
using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>The local time of day, end exclusive: <c>hour: from 08:00 to 10:00</c>; it may pass midnight.</summary>
public sealed record AtHour(TimeOnly From, TimeOnly To) : Condition
{
    public override string Name => "hour";

    public override bool Holds(Basket basket, IReadOnlyList<BasketLine> lines) => TimeOnly.FromDateTime(basket.Local).IsBetween(From, To);

    internal static AtHour Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        phrase.Expect("from");
        var from = Time(phrase);
        phrase.Expect("to");
        var to = Time(phrase);
        phrase.End();
        return new AtHour(from, to);
    }

    private static TimeOnly Time(Phrase phrase)
    {
        var word = phrase.Word("08:00");
        return TimeOnly.TryParseExact(word, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw phrase.Wrong("phrase-word-expected", "08:00");
    }
}
