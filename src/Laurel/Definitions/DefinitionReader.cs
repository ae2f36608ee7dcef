using Laurel.Badges;
using Laurel.Challenges;
using Laurel.Clubs;
using Laurel.Coalition;
using Laurel.Earning;
using Laurel.Earning.Gives;
using Laurel.Games;
using Laurel.Gatherings;
using Laurel.Giving;
using Laurel.Leaderboards;
using Laurel.Linting;
using Laurel.Memberships;
using Laurel.Referrals;
using Laurel.Rewards;
using Laurel.Tiers;
using Laurel.Units;

namespace Laurel.Definitions;

/// <summary>What came of reading a definition: the definition, or what is wrong with it.</summary>
public sealed record Reading(Definition? Definition, IReadOnlyList<Problem> Problems);

/// <summary>Reads a whole definition and reports every problem at once.</summary>
public static class DefinitionReader
{
    public static Reading Read(Node node)
    {
        var problems = new List<Problem>();
        var fields = new Fields(node, problems);
        var definition = Read(fields, problems);
        fields.Find("examples");
        fields.End();
        return problems.Count == 0 ? new Reading(definition, []) : new Reading(null, [.. problems.OrderBy(p => p.Line)]);
    }

    /// <summary>Reads a definition that is known to be without problems, such as one from the journal.</summary>
    public static Definition ReadTrusted(string canonicalJson)
    {
        var reading = Read(CanonicalJson.Read(canonicalJson));
        return reading.Definition ?? throw new InvalidOperationException("A published definition has problems: " + string.Join("; ", reading.Problems));
    }

    private static Definition Read(Fields fields, List<Problem> problems)
    {
        var id = fields.Require("program", "", ReadId);
        var currency = fields.Require("currency", new Currency("EUR", 2), n => Currency.TryParse(Fields.Scalar(n).Text)
            ?? throw Fields.Malformed(n, "currency-unknown", n.Shown));
        var units = fields.Read<IReadOnlyList<UnitRule>>("units", [], n => ReadUnits(n, TierReader.Names(fields.Find("tiers")), problems));
        var words = Words(fields, currency, units);
        var definition = new Definition
        {
            Id = id,
            Currency = currency,
            Units = Usable.ReadAll(fields.Find("units"), units, words, problems),
            Name = fields.Read("name", LocalText.Plain(id), n => LocalText.Read(n, problems)),
            Calendar = new Calendar(fields.Require("zone", TimeZoneInfo.Utc, ReadZone)),
            Starts = fields.Read<DateOnly?>("starts", null, ReadDate),
            Ends = fields.Read<DateOnly?>("ends", null, ReadDate),
            RedeemsAfter = fields.Read("redeeming after the end", new Period(90, PeriodUnit.Day), n => Sentences.Like("period of time", n, ReadPeriod)),
            Edition = fields.Choice("edition", 1, ("1", 1)),
            Base = fields.Read("base", new EarningBase(), n => EarningBase.Read(n, problems)),
            Rates = fields.Read<IReadOnlyList<Pricing.ExchangeRate>>("rates", [], n => Pricing.ExchangeRate.ReadAll(n, words, problems)),
            NeverEarns = fields.Read<IReadOnlyList<string>>("never earns", [], n => Sentences.Like("never earns", n, Fields.TextList)),
            Earning = ReadEarning(fields, words, problems),
            TopUps = fields.Read<IReadOnlyList<EarningRule>>("top ups", [], n => EarningReader.ReadTopUps(n, words, problems)),
            Stack = fields.Read<IReadOnlyList<StackGroup>>("stack", [], n => Sentences.Like("stack", n, s => EarningReader.ReadStack(s, problems))),
            Tiers = fields.Read<TierRule?>("tiers", null, n => TierReader.Read(n, words, problems)),
            Rewards = fields.Read<IReadOnlyList<Reward>>("rewards", [], n => RewardReader.Read(n, words, problems)),
            Offers = fields.Read<IReadOnlyList<Offer>>("offers", [], n => OfferReader.Read(n, words, problems)),
            StackOffers = fields.Read<IReadOnlyList<StackGroup>>("stack offers", [], n => Sentences.Like("stack", n, s => EarningReader.ReadStack(s, problems))),
            Memberships = fields.Read<IReadOnlyList<MembershipPlan>>("memberships", [], n => MembershipReader.Read(n, words, problems)),
            For = fields.Read<IReadOnlyList<Earning.Conditions.Condition>>("for", [], n => Joining.ReadFor(n, words, problems)),
            LeastAge = fields.Read<IReadOnlyList<KeyValuePair<string, int>>>("minimum age", [], n => Sentences.Like("minimum age", n, Joining.ReadAge)),
            Claims = fields.Read("claims", Receipts.ClaimTerms.Plain, n => Receipts.ClaimTerms.Read(n, words, problems)),
            Household = fields.Read<Households.HouseholdRule?>("household", null, n => Households.HouseholdRule.Read(n, words, problems)),
            Referral = fields.Read<Referral?>("referral", null, n => ReferralReader.Read(n, words, problems)),
            Partners = fields.Read<IReadOnlyList<Partner>>("partners", [], n => PartnerReader.Read(n, words, problems)),
            Clearing = fields.Read("clearing", ClearingTerms.Plain, n => ClearingTerms.Read(n, words, problems)),
            Giving = fields.Read<IReadOnlyList<GivingRule>>("giving", [], n => GivingReader.Read(n, words, problems)),
            Causes = fields.Read<IReadOnlyList<Cause>>("causes", [], n => GivingReader.ReadCauses(n, problems)),
            Perks = fields.Read<IReadOnlyList<Perk>>("perks", [], n => PerkReader.Read(n, words, problems)),
            Allowances = fields.Read<IReadOnlyList<Allowances.Allowance>>("allowances", [], n => Allowances.AllowanceReader.Read(n, words, problems)),
            Challenges = fields.Read<IReadOnlyList<Challenge>>("challenges", [], n => ChallengeReader.Read(n, words, problems)),
            Games = fields.Read<IReadOnlyList<Game>>("games", [], n => GameReader.Read(n, words, problems)),
            Leaderboards = fields.Read<IReadOnlyList<Leaderboard>>("leaderboards", [], n => GatheringReader.ReadLeaderboards(n, words, problems)),
            Clubs = fields.Read<IReadOnlyList<Club>>("clubs", [], n => GatheringReader.ReadClubs(n, words, problems)),
            Badges = fields.Read<IReadOnlyList<Badge>>("badges", [], n => Badge.Read(n, problems)),
            Goals = fields.Read<IReadOnlyList<Goals.Goal>>("goals", [], n => Laurel.Goals.GoalReader.Read(n, words, problems)),
            LeapDay = fields.Choice("leap day birthdays", LeapDay.Before, ("28 February", LeapDay.Before), ("1 March", LeapDay.After)),
            Typical = fields.Read<TypicalCustomer?>("typical", null, n => TypicalCustomer.Read(n, words, problems)),
            Unavailable = fields.Read<IReadOnlyList<string>>("unavailable", [], Fields.TextList),
            SamePurchaseUsable = fields.Choice("units of the same purchase", false, ("usable", true), ("later", false)),
        };
        return Resolve(GivenBy.Restrict(definition, fields.Find("memberships"), problems), fields, problems);
    }

    /// <summary>The names that sentences may speak of.</summary>
    private static Vocabulary Words(Fields fields, Currency currency, IReadOnlyList<UnitRule> units) => new(currency, units)
    {
        Tiers = TierReader.Names(fields.Find("tiers")),
        Memberships = MembershipReader.Names(fields.Find("memberships")),
        Partners = PartnerReader.Names(fields.Find("partners")),
        Shops = PartnerReader.Locations(fields.Find("partners")),
        Rewards = MembershipReader.Names(fields.Find("rewards")),
    };

    /// <summary>Surprises are rules by chance.</summary>
    private static IReadOnlyList<EarningRule> ReadEarning(Fields fields, Vocabulary words, List<Problem> problems)
    {
        var rules = fields.Read<IReadOnlyList<EarningRule>>("earning", [], n => EarningReader.Read(n, words, problems));
        var surprises = fields.Read<IReadOnlyList<EarningRule>>("surprises", [], n => Surprise.Read(n, words, problems));
        foreach (var twice in surprises.Where(s => rules.Any(r => r.Id == s.Id)))
            problems.Add(new Problem(fields.Find("surprises")!.Line, "key-twice", twice.Id));
        return [.. rules, .. surprises.Where(s => rules.All(r => r.Id != s.Id))];
    }

    /// <summary>Ties rules to the rules they name, and completes the stacks with what they do not name.</summary>
    private static Definition Resolve(Definition definition, Fields fields, List<Problem> problems)
    {
        foreach (var twice in definition.Challenges.Select(c => c.Id).Concat(definition.Gatherings.Select(g => g.Id)).GroupBy(id => id).Where(g => g.Count() > 1))
            problems.Add(new Problem((fields.Find("clubs") ?? fields.Find("leaderboards"))!.Line, "key-twice", twice.Key));
        if (definition.Ends < definition.Starts)
            problems.Add(new Problem(fields.Find("ends")!.Line, "ends-before-start", fields.Find("ends")!.Shown));
        if (definition.Tiers is { PerHousehold: true } && definition.Household is null)
            problems.Add(new Problem(fields.Find("tiers")!.Line, "levels-without-households", "per household"));
        var rules = definition.Earning.ToDictionary(r => r.Id);
        IReadOnlyList<string> written = [.. Names(fields, "earning"), .. Names(fields, "surprises")];
        foreach (var (rule, named) in definition.Earning.SelectMany(r => r.Give is Times t ? t.Rules.Select(n => (r.Id, n)) : []))
        {
            if (!rules.TryGetValue(named, out var found))
                Unknown(rule, named, written, fields.Find("earning")!, problems);
            else if (found.Give is ForEveryFullSpent || Reaches(rules, found, rule, []))
                problems.Add(new Problem(fields.Find("earning")!.Line, "multiplies-itself", rule, named));
        }
        return definition with
        {
            Earning = [.. definition.Earning.Select(r => r with { Unit = UnitOf(rules, r) })],
            Stack = Complete(definition.Stack, [.. definition.Earning.Select(r => r.Id)], written, fields.Find("stack"), problems),
            StackOffers = Complete(definition.StackOffers, [.. definition.Offers.Select(o => o.Id)], Names(fields, "offers"), fields.Find("stack offers"), problems),
        };
    }

    /// <summary>Whether a rule multiplies another, itself or through others.</summary>
    private static bool Reaches(Dictionary<string, EarningRule> rules, EarningRule from, string to, HashSet<string> passed) => from.Id == to
        || (from.Give is Times times && passed.Add(from.Id)
            && times.Rules.Any(n => rules.TryGetValue(n, out var next) && Reaches(rules, next, to, passed)));

    /// <summary>The unit a rule gives: its own, or that of what it multiplies first.</summary>
    private static string UnitOf(Dictionary<string, EarningRule> rules, EarningRule rule)
    {
        for (var depth = 0; depth < rules.Count && rule.Give is Times times && rules.TryGetValue(times.Rules[0], out var first); depth++)
            rule = first;
        return rule.Unit;
    }

    private static IReadOnlyList<string> Names(Fields fields, string section) => MembershipReader.Names(fields.Find(section));

    /// <summary>A rule that is written and could not be read has had its own problem told.</summary>
    private static void Unknown(string where, string name, IReadOnlyList<string> written, Node node, List<Problem> problems)
    {
        if (!written.Contains(name))
            problems.Add(new Problem(node.Line, "rule-unknown", where, name));
    }

    /// <summary>What no group names stands together in a last one, where all of it applies.</summary>
    private static IReadOnlyList<StackGroup> Complete(
        IReadOnlyList<StackGroup> groups, string[] all, IReadOnlyList<string> written, Node? node, List<Problem> problems)
    {
        var seen = new HashSet<string>();
        foreach (var name in groups.SelectMany(g => g.Rules))
        {
            if (!all.Contains(name))
                Unknown(name, name, written, node!, problems);
            else if (!seen.Add(name))
                problems.Add(new Problem(node!.Line, "rule-stacked-twice", name, name));
        }
        string[] rest = [.. all.Where(id => !seen.Contains(id))];
        return rest.Length == 0 ? groups : [.. groups, new StackGroup(Stacking.All, rest)];
    }

    private static IReadOnlyList<UnitRule> ReadUnits(Node node, IReadOnlyList<string> levels, List<Problem> problems) =>
        new Fields(node, problems).Named((id, n) => UnitReader.Read(id, n, levels, problems));

    private static string ReadId(Node node)
    {
        var id = Fields.Scalar(node).Text;
        return Ids.IsId(id) ? id : throw Fields.Malformed(node, "id-malformed");
    }

    private static TimeZoneInfo ReadZone(Node node) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(Fields.Scalar(node).Text, out var zone) ? zone : throw Fields.Malformed(node, "zone-unknown");

    private static Period ReadPeriod(Node node)
    {
        var phrase = new Phrase(node);
        var period = phrase.Period();
        phrase.End();
        return period;
    }

    private static DateOnly? ReadDate(Node node)
    {
        var phrase = new Phrase(node);
        var date = phrase.Date();
        phrase.End();
        return date;
    }
}
