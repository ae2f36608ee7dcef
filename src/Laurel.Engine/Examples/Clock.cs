using System.Globalization;
using Laurel.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>
/// The time of an example: what a step does not say is a minute after the step before it. A local time is one of the program's
/// zone; a bare date is the start of that day.
/// </summary>
internal sealed class Clock
{
    private static readonly string[] LocalForms = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"];
    private readonly Calendar calendar;
    private DateTimeOffset now;

    public Clock(Calendar calendar, Example example)
    {
        this.calendar = calendar;
        var said = Instants(example).ToArray();
        now = said.Length > 0 ? said.Min() : calendar.Instant(new DateTime(2026, 1, 1, 12, 0, 0));
        Joined = now.AddDays(-1);
    }

    /// <summary>When members join whose day is not given: a day before anything else.</summary>
    public DateTimeOffset Joined { get; }

    public DateTimeOffset Now => now;

    /// <summary>The time of a step.</summary>
    public DateTimeOffset Next(Node? at) => now = at is null ? now.AddMinutes(1) : Read(at);

    public DateTimeOffset Read(Node node) => TryRead(Fields.Scalar(node).Text) ?? throw Fields.Malformed(node, "instant-expected");

    private DateTimeOffset? TryRead(string text)
    {
        if (DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return calendar.Instant(local);
        return text.Contains('T') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
            : null;
    }

    private IEnumerable<DateTimeOffset> Instants(Example example) => example.Steps
        .Select(s => s["at"] as Scalar)
        .Concat(example.Given.Pairs.SelectMany(Lots).Select(l => l["earned"] as Scalar))
        .Select(s => s is null ? null : TryRead(s.Text))
        .OfType<DateTimeOffset>();

    private static IEnumerable<Mapping> Lots(Pair member) =>
        (member.Value as Mapping)?["lots"] is Mapping lots ? lots.Pairs.Select(p => p.Value).OfType<Mapping>() : [];
}
