using Laurel.Units;

namespace Laurel.Explaining;

/// <summary>Explains one posting.</summary>
internal sealed class Movements
{
    private readonly Teller teller;
    private readonly UnitsMoved moved;
    private readonly Voice voice;
    private readonly UnitRule unit;

    public Movements(Teller teller, UnitsMoved moved)
    {
        (this.teller, this.moved) = (teller, moved);
        (voice, unit, _) = teller.Unit(moved.Unit, moved.Version);
    }

    public Explanation Explain()
    {
        var parts = new PartTexts(teller, voice, moved, unit).Explain();
        return new Explanation
        {
            Sentence = Sentence(),
            Parts = parts,
            Sum = Sum(parts),
            Notes = teller.Audience == Audience.Auditor ? [.. Notes(), .. new AuditNotes(voice, moved, unit).Say()] : [.. Notes()],
        };
    }

    private string Sentence()
    {
        var rule = moved.Parts.Count == 0 ? "" : moved.Parts[0].Rule;
        return Voice.Capital(voice.Say(Spoken.Events, teller.Key(Kind()),
        [
            ("day", voice.Cases(Day())),
            ("amount", voice.Counted(moved.Amount, unit)),
            ("signed", new Inflected(() => voice.Signed(moved.Amount, unit))),
            ("purchase", moved.Purchase?.Value),
            ("cause", moved.Cause?.Value),
            ("other", moved.Other?.Value),
            ("reason", new Inflected(() => voice.Quote(rule))),
            ("reward", new Inflected(() => RewardName(Rewards.Bestowing.RewardOf(rule) ?? rule))),
            ("challenge", new Inflected(() => voice.Part(PartTexts.NamedIn(rule) ?? ""))),
            ("level", new Inflected(() => LevelName(rule))),
        ]));
    }

    private string Kind() => moved.Movement switch
    {
        Movement.Opening => moved.Amount < 0 ? "opening-owed" : "opening",
        Movement.Earned when Rewards.Bestowing.RewardOf(moved.Parts[0].Rule) is not null => "earned-reward",
        Movement.TakenBack when Rewards.Bestowing.RewardOf(moved.Parts[0].Rule) is not null => "taken-back-reward",
        Movement.Earned when PartTexts.IsReferral(moved.Parts[0].Rule) => "earned-referral",
        Movement.TakenBack when PartTexts.IsReferral(moved.Parts[0].Rule) => "taken-back-referral",
        Movement.Earned when PartTexts.GameOf(moved.Parts[0].Rule) is not null => "earned-game",
        Movement.TakenBack when PartTexts.GameOf(moved.Parts[0].Rule) is not null => "taken-back-game",
        Movement.Earned when PartTexts.LeaderboardOf(moved.Parts[0].Rule) is not null => "earned-leaderboard",
        Movement.Earned when PartTexts.ClubOf(moved.Parts[0].Rule) is not null => "earned-club",
        Movement.TakenBack when PartTexts.ClubOf(moved.Parts[0].Rule) is not null => "taken-back-club",
        Movement.Earned when PartTexts.ChallengeOf(moved.Parts[0].Rule) is not null => "earned-challenge",
        Movement.TakenBack when PartTexts.ChallengeOf(moved.Parts[0].Rule) is not null => "taken-back-challenge",
        Movement.Earned when moved.Activity is not null => "earned-activity",
        Movement.Earned when moved.Purchase is null => PartTexts.LevelOf(moved.Parts[0].Rule) is null ? "earned-before" : "earned-tier",
        Movement.Earned when moved.IsRestated => "earned-restated",
        Movement.Earned => "earned",
        Movement.Redeemed => moved.Redemption is null ? "redeemed-before" : "redeemed",
        Movement.Expired => "expired",
        Movement.Transferred => Way(moved.Parts[0].Rule) is { } way
            ? way + (moved.Lots.Any(l => l.Amount > 0) || moved.Amount > 0 ? "-in" : "-out")
            : moved.Amount < 0 ? "transferred" : "received",
        Movement.Reinstated => "reinstated",
        Movement.Paid => moved.Amount > 0 ? "paid-back" : "paid",
        Movement.Loaded => moved.Amount < 0 ? "unloaded" : "loaded",
        Movement.Adjusted => moved.Amount < 0 ? "taken" : "added",
        Movement.TakenBack when moved.Return is null => "taken-back-in-purchase",
        Movement.TakenBack => moved.Amount == 0 ? "taken-back-none" : "taken-back",
        _ => moved.Return is null ? "given-back-cancelled" : "given-back",
    };

    /// <summary>How units went from one account to another where no member gave them.</summary>
    private static string? Way(string rule) => rule switch
    {
        Merges.Merging.Together => "merged",
        Merges.Merging.Apart => "unmerged",
        Merges.Carrying.Home => "home",
        Households.Housing.Pool => "pooled",
        _ => null,
    };

    /// <summary>The day the sentence speaks of: of the purchase that came back, the last one of what expired, else of the event.</summary>
    private DateOnly Day() => moved.Movement switch
    {
        Movement.TakenBack => moved.Day,
        Movement.Expired when moved.Parts[0].Rule == "expired" && moved.Lots.All(l => l.Expires <= moved.At) =>
            voice.LastDay(moved.Lots.Max(l => l.Expires) ?? moved.At),
        Movement.Expired => voice.LastDay(moved.At),
        _ => voice.Definition.Calendar.Day(moved.At),
    };

    private string RewardName(string id) => teller.RewardName(id, moved.Version, voice);

    private string LevelName(string rule) => voice.Level(PartTexts.LevelOf(rule) ?? "");

    /// <summary>12 beans = 9 (…) + 3 (…)</summary>
    private string Sum(IReadOnlyList<ExplainedPart> parts)
    {
        var amount = voice.Amount(moved.Amount, unit);
        if (parts.Count == 1)
            return voice.Say(Spoken.Events, "sum.one", ("amount", amount), ("part", parts[0].Text));
        var summands = parts.Select((p, i) => $"{Sign(p.Amount, i)}{voice.Number(Math.Abs(unit.ToDecimal(p.Amount)))} ({p.Text})");
        return voice.Say(Spoken.Events, "sum", ("amount", amount), ("parts", string.Concat(summands)));
    }

    private static string Sign(long amount, int place) => (amount < 0, place) switch
    {
        (true, 0) => "−",
        (true, _) => " − ",
        (false, 0) => "",
        _ => " + ",
    };

    private IEnumerable<string> Notes()
    {
        var opened = moved.Lots.Where(l => l.Amount > 0).GroupBy(l => (From: Pending(l), l.Expires)).ToArray();
        foreach (var lots in opened)
        {
            if (Usable(lots.Key.From, lots.Key.Expires) is { } usable)
                yield return opened.Length == 1 ? usable : voice.Say(Spoken.Events, "note.of",
                    ("amount", voice.Amount(lots.Sum(l => l.Amount), unit)), ("usable", char.ToLowerInvariant(usable[0]) + usable[1..]));
        }
        if (moved.Owed < 0)
            yield return Owed("note.repaid", -moved.Owed);
        if (moved is { Owed: > 0, Movement: Movement.TakenBack or Movement.Redeemed or Movement.Transferred })
            yield return Owed(moved.Movement == Movement.TakenBack ? "note.owed" : "note.owed-beyond", moved.Owed);
    }

    private DateTimeOffset? Pending(LotChange lot) => lot.Active > moved.At ? lot.Active : null;

    private string Owed(string key, long amount) =>
        Voice.Capital(voice.Say(Spoken.Events, key, ("amount", voice.Counted(amount, unit))));

    private string? Usable(DateTimeOffset? from, DateTimeOffset? end)
    {
        var first = from is { } start ? voice.Definition.Calendar.Day(start) : default;
        var last = end is { } over ? voice.LastDay(over) : default;
        var key = (from is null, end is null) switch
        {
            (true, true) => null,
            (true, false) => "note.usable",
            (false, true) => "note.usable-from",
            _ => "note.usable-between",
        };
        return key is null ? null : voice.Say(Spoken.Events, key,
            ("from", voice.Cases(first)), ("to", voice.Cases(last)));
    }
}
