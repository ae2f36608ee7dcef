using Laurel.Server.Http;
using Laurel.Server.Privacy;
using Laurel.Server.Ui;
using Laurel.Tiers;

namespace Laurel.Server.Wallets;

/// <summary>What a member's card shows in the wallet of her phone: nothing that her own pages do not show.</summary>
/// <param name="Program">What the program is called.</param>
/// <param name="Code">What a till scans.</param>
/// <param name="Holder">Her name, if it is known.</param>
/// <param name="Lines">The first is what she sees first: her balance.</param>
internal sealed record Pass(string Program, string Code, string? Holder, IReadOnlyList<PassLine> Lines)
{
    private const int MostBalances = 3;

    /// <summary>All that it shows, the same for two cards that show the same.</summary>
    public string Text => string.Join('\n', [Program, Code, Holder ?? "", .. Lines.Select(l => $"{l.Id}\t{l.Label}\t{l.Value}")]);

    public static Pass Of(MemberNow now, Person person, Language language)
    {
        var shown = new Shown(now.Rules.Definition, language);
        var balances = Balances.Of(now, language).Where(b => shown.Definition.Unit(b.Unit)?.Money is null || b.Available != 0).Take(MostBalances).ToArray();
        var lines = new List<PassLine>();
        lines.AddRange(balances.Select(b => new PassLine("balance-" + b.Unit, b.Name, shown.Amount(b.Available, b.Unit), Say("balance-now", ("unit", b.Name)))));
        if (person.Name is { } name)
            lines.Add(new PassLine("member", Say("member"), name, null));
        if (TierProgress.Of(now.Rules, now.Member, now.At, now.Household) is { } progress)
            lines.Add(new PassLine("level", Say("level"), shown.Level(progress.Level.Id), Say("level-now")));
        if (balances.SelectMany(b => b.Expiring.Select(e => (b.Unit, e.At, e.Amount))).OrderBy(e => e.At).FirstOrDefault() is { Amount: > 0 } next)
            lines.Add(new PassLine("expires", Say("until", ("day", shown.LastDay(next.At))), shown.Units(next.Amount, next.Unit), null));
        return new Pass(shown.Definition.Name.In(language), person.Code, person.Name, lines);

        string Say(string key, params ReadOnlySpan<(string, object?)> values) => Words.Say(language, "wallets." + key, values);
    }
}

/// <summary>A line of a card.</summary>
/// <param name="Id">The same for the same line of every card.</param>
/// <param name="Told">What her phone tells her when it has changed, with <c>%@</c> for the value; null tells nothing.</param>
internal sealed record PassLine(string Id, string Label, string Value, string? Told);
