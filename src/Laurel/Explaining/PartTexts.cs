using Laurel.Earning;
using Laurel.Earning.Gives;
using Laurel.Explaining.Phrases;
using Laurel.Units;

namespace Laurel.Explaining;

/// <summary>Says what each summand of a posting is for and how it was counted.</summary>
internal sealed class PartTexts(Teller teller, Voice voice, UnitsMoved moved, UnitRule unit)
{
    private const string OfTier = "tier:";
    private const string OfReferral = "referral:";
    private const string OfChallenge = "challenge:";
    private const string OfGame = "game:";
    private const string OfLeaderboard = "leaderboard:";
    private const string OfClub = "club:";
    private const string History = "history";

    public IReadOnlyList<ExplainedPart> Explain() => [.. moved.Parts.Select(Explain)];

    /// <summary>The level a part was given for; null when it was given for something else.</summary>
    public static string? LevelOf(string rule) => rule.StartsWith(OfTier, StringComparison.Ordinal) ? rule[OfTier.Length..] : null;

    /// <summary>Whether a part was given for inviting or being invited.</summary>
    public static bool IsReferral(string rule) => rule.StartsWith(OfReferral, StringComparison.Ordinal);

    /// <summary>The challenge a part was given for; null when it was given for something else.</summary>
    public static string? ChallengeOf(string rule) => rule.StartsWith(OfChallenge, StringComparison.Ordinal) ? rule[OfChallenge.Length..] : null;

    /// <summary>The game a part was won in; null when it was given for something else.</summary>
    public static string? GameOf(string rule) => rule.StartsWith(OfGame, StringComparison.Ordinal) ? rule[OfGame.Length..] : null;

    /// <summary>The leaderboard a part was won on, or the club it was given by; null when it was given for something else.</summary>
    public static string? LeaderboardOf(string rule) => rule.StartsWith(OfLeaderboard, StringComparison.Ordinal) ? rule[OfLeaderboard.Length..] : null;

    public static string? ClubOf(string rule) => rule.StartsWith(OfClub, StringComparison.Ordinal) ? rule[OfClub.Length..] : null;

    /// <summary>The challenge, game, leaderboard or club a part was given for.</summary>
    public static string? NamedIn(string rule) => ChallengeOf(rule) ?? GameOf(rule) ?? LeaderboardOf(rule) ?? ClubOf(rule);

    private ExplainedPart Explain(Part part)
    {
        if (moved.Movement is Movement.Earned or Movement.TakenBack && Rule(part) is { } rules)
            return OfRule(part, rules);
        return new ExplainedPart(part.Rule, Whole(part), null, part.Amount);
    }

    /// <summary>The version that has the rule of a part: a return goes by the rules of the purchase day.</summary>
    private Rules? Rule(Part part)
    {
        var isOurs = LevelOf(part.Rule) is not null || IsReferral(part.Rule) || NamedIn(part.Rule) is not null
            || Allowances.Allowance.Of(part.Rule) is not null || Rewards.Bestowing.RewardOf(part.Rule) is not null || GiftCards.ToppingUp.Of(part.Rule) is not null
            || part.Rule is "expired-before" or "written-off" or "recovered" or "returned-before" or History;
        if (part.Counting == Counting.Whole && isOurs)
            return null;
        var version = moved.Return is null ? moved.Version : teller.VersionOn(moved.Day, voice.Definition.Calendar);
        return teller.Knowing(version, d => d.Earning.Any(r => r.Id == part.Rule));
    }

    private string Whole(Part part) => moved.Movement switch
    {
        _ when IsReferral(part.Rule) => voice.Say(Spoken.Events, "part.referral"),
        _ when Allowances.Allowance.Of(part.Rule) is { } allowance => voice.Allowance(allowance),
        _ when Rewards.Bestowing.RewardOf(part.Rule) is { } reward => Reward(reward),
        _ when GameOf(part.Rule) is { } game => voice.Say(Spoken.Events, "part.game", ("game", voice.Part(game))),
        _ when LeaderboardOf(part.Rule) is { } board => voice.Say(Spoken.Events, "part.leaderboard", ("challenge", voice.Part(board))),
        _ when ClubOf(part.Rule) is { } club => voice.Say(Spoken.Events, "part.club", ("challenge", voice.Part(club))),
        _ when ChallengeOf(part.Rule) is { } challenge => voice.Say(Spoken.Events, "part.challenge", ("challenge", voice.Part(challenge))),
        _ when GiftCards.ToppingUp.Of(part.Rule) is not null => voice.Say(Spoken.Events, moved.Amount < 0 ? "part.topped-down" : "part.topped-up"),
        Movement.Opening => voice.Say(Spoken.Events, "part.opening"),
        Movement.Expired => voice.Say(Spoken.Events, part.Rule == "expired" ? "part.expired" : "part.not-carried-over"),
        Movement.Paid or Movement.Loaded => voice.Say(Spoken.Events, "part." + part.Rule),
        Movement.Transferred when Spoken.Events.Has("part." + part.Rule) => voice.Say(Spoken.Events, "part." + part.Rule),
        Movement.Earned when LevelOf(part.Rule) is { } level => voice.Say(Spoken.Events, "part.tier", ("level", voice.Level(level))),
        Movement.TakenBack when Spoken.Events.Has("part." + part.Rule) => voice.Say(Spoken.Events, "part." + part.Rule),
        Movement.Earned or Movement.Redeemed when part.Rule == History && moved.Redemption is null =>
            voice.Say(Spoken.Events, "part.history"),
        Movement.Redeemed => Reward(part.Rule),
        Movement.GivenBack when moved.Return is not null => Reward(part.Rule),
        _ => voice.Quote(part.Rule),
    };

    private string Reward(string id)
    {
        var name = teller.RewardName(id, moved.Version, voice);
        return teller.Audience == Audience.Auditor ? $"{id}: {name}" : name;
    }

    private ExplainedPart OfRule(Part part, Rules rules)
    {
        var speaking = teller.Speak(rules);
        var rule = rules.Definition.Earning.First(r => r.Id == part.Rule);
        var calculation = moved.Return is null ? Calculation(speaking, part, rule) : null;
        var terms = speaking.Terms(rule).ToArray();
        var (text, detail) = (rule.Text, calculation) switch
        {
            ({ } name, _) => (speaking.In(name), calculation),
            (null, null) when moved.Return is null && terms.Length > 0 => (string.Join(", ", terms), null),
            (null, null) => (moved.Return is null ? speaking.Phrase("calc.fixed") : speaking.Say(rule), null),
            _ => (string.Join(", ", [calculation, .. terms]), null),
        };
        text += Cut(speaking, part, rule);
        if (teller.Audience == Audience.Auditor)
            text = speaking.Say(Spoken.Events, "audit.rule", ("rule", part.Rule), ("version", rules.Version), ("text", text));
        return new ExplainedPart(part.Rule, text, detail, part.Amount);
    }

    /// <summary>How a part was counted; null for a fixed number.</summary>
    private string? Calculation(Voice speaking, Part part, EarningRule rule)
    {
        var each = speaking.Number(part.Give / unit.Scale);
        var step = speaking.Money(part.Step, CurrencyOf(rule, speaking));
        var counted = speaking.Money((long)part.Base, CurrencyOf(rule, speaking));
        var rounding = Rounded(speaking, part);
        return part.Counting switch
        {
            Counting.PerAmount =>
                speaking.Phrase("calc.per-amount", ("base", counted), ("each", each), ("step", step), ("rounding", rounding)),
            Counting.ForEveryFull => OfSteps(speaking, part,
                speaking.Phrase("calc.for-every-full", ("base", counted), ("each", each), ("step", step))),
            Counting.ForEveryFullSpent when rule.Give is ForEveryFullSpent per => speaking.Phrase("calc.for-every-full-spent",
                ("base", counted), ("each", each), ("step", step), ("window", GivePhrases.Window(speaking, per))),
            Counting.PerMargin => speaking.Phrase(teller.Audience == Audience.Auditor ? "calc.per-margin" : "calc.margin-unsaid",
                ("base", counted), ("each", each), ("step", step), ("rounding", rounding)),
            Counting.ForEveryFullItems when rule.Give is ForEveryFullItems full => speaking.Phrase("calc.for-every-full-items",
                ("items", speaking.Items(part.Base)), ("each", each), ("step", speaking.Items(full.Full))),
            Counting.PerItem => OfItems(speaking, part, each, rounding),
            Counting.Times when rule.Give is Times times =>
                $"{speaking.Phrase("give.times", ("by", speaking.Number(part.Give)), ("rules", speaking.Multiplied(times)))}, {rounding}",
            _ => null,
        };
    }

    /// <summary>Whole steps are counted on the basket, or on each line.</summary>
    private static string OfSteps(Voice speaking, Part part, string said) =>
        part.Place == RoundingPlace.Purchase ? said : $"{said}, {speaking.Phrase("calc.each-line")}";

    private static string OfItems(Voice speaking, Part part, string each, string rounding)
    {
        var said = speaking.Phrase("calc.per-item", ("items", speaking.Items(part.Base)), ("each", each));
        var isWhole = part.Base * part.Give == decimal.Truncate(part.Base * part.Give);
        return isWhole ? said : $"{said}, {rounding}";
    }

    private static Currency CurrencyOf(EarningRule rule, Voice speaking) => rule.Give switch
    {
        PerAmount per => per.Per.Currency,
        PerMargin per => per.Per.Currency,
        ForEveryFull per => per.Full.Currency,
        ForEveryFullSpent per => per.Full.Currency,
        _ => speaking.Definition.Currency,
    };

    private static string Rounded(Voice speaking, Part part) =>
        speaking.Phrase("place." + part.Place.ToString().ToLowerInvariant(), ("rounding", speaking.Rounding(part.Rounding)));

    /// <summary>12 of 20, the limit is 50 beans per day: of the rule's limits and the unit's, those that can have cut it.</summary>
    private string Cut(Voice speaking, Part part, EarningRule rule)
    {
        if (part.Uncapped is not { } uncapped)
            return "";
        var limits = rule.Limits.Concat(unit.Limits).Where(l => !l.IsTimes).Select(l => speaking.Say(l, unit, toMember: true));
        return ", " + speaking.Phrase("cut",
            ("given", speaking.Number(unit.ToDecimal(part.Amount))),
            ("uncapped", speaking.Number(unit.ToDecimal(uncapped))),
            ("limit", speaking.And([.. limits])));
    }
}
