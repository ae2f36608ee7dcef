using System.Globalization;
using Laurel.Definitions;

namespace Laurel.Engine.Examples;

/// <summary>
/// The time of an example: what a step does not say is a minute after the step before it. A local time is one of the program's
/// zone; a bare date is the start of that day. The server's clock shows the same time unless a step says when it became known.
/// </summary>
internal sealed class Clock : TimeProvider
{
    private static readonly string[] LocalForms = ["yyyy-MM-dd H:mm", "yyyy-MM-dd H:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd"];
    private readonly Calendar calendar;
    private DateTimeOffset known;

    public Clock(Calendar calendar, Example example)
    {
        this.calendar = calendar;
        var said = Instants(example).ToArray();
        Now = Latest = known = said.Length > 0 ? said.Min() : calendar.Instant(new DateTime(2026, 1, 1, 12, 0, 0));
        Joined = Now.AddDays(-1);
    }

    /// <summary>When members join whose day is not given: a day before anything else.</summary>
    public DateTimeOffset Joined { get; }

    public DateTimeOffset Now { get; private set; }

    /// <summary>The latest time a step was at: the end of the example.</summary>
    public DateTimeOffset Latest { get; private set; }

    public override DateTimeOffset GetUtcNow() => known;

    /// <summary>The time of a step that is read next.</summary>
    public DateTimeOffset Peek(Node? at) => at is Scalar { Text: var text } ? TryRead(text) ?? Now : Now.AddMinutes(1);

    /// <summary>The journal gets to know what happens by itself as it does.</summary>
    public void Learn(DateTimeOffset at) => known = at > known ? at : known;

    /// <summary>The time of a step, and when the journal gets to know it.</summary>
    public DateTimeOffset Next(Node? at, Node? knownAt = null)
    {
        Now = at is null ? Now.AddMinutes(1) : Read(at);
        Latest = Now > Latest ? Now : Latest;
        known = knownAt is not null ? Read(knownAt) : Now == Latest ? Now : (known > Latest ? known : Latest).AddMinutes(1);
        return Now;
    }

    public DateTimeOffset Read(Node node) => TryRead(Fields.Scalar(node).Text) ?? throw Fields.Malformed(node, "instant-expected");

    private DateTimeOffset? TryRead(string text)
    {
        if (DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return calendar.Instant(local);
        var culture = CultureInfo.InvariantCulture;
        return text.Contains('T') && DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
            : null;
    }

    private IEnumerable<DateTimeOffset> Instants(Example example) => example.Steps
        .SelectMany(Steps)
        .SelectMany(s => (Node?[])[s["at"], s["do"] is Scalar { Text: "pass time" } ? s["until"] : null])
        .Concat(example.Given.Pairs.SelectMany(Lots).SelectMany(l => (Node?[])[l["earned"], l["active"], l["expires"]]))
        .Select(n => n is Scalar scalar ? TryRead(scalar.Text) : null)
        .OfType<DateTimeOffset>();

    private static IEnumerable<Mapping> Steps(Mapping step) =>
        step["steps"] is Sequence inner ? inner.Items.OfType<Mapping>().Prepend(step) : [step];

    private static IEnumerable<Mapping> Lots(Pair member) =>
        (member.Value as Mapping)?["lots"] is Mapping lots ? lots.Pairs.Select(p => p.Value).OfType<Mapping>() : [];
}
