using Laurel.Challenges;
using Laurel.Clubs;
using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Leaderboards;
using Laurel.Prizes;

namespace Laurel.Gatherings;

internal static class GatheringReader
{
    private const decimal LargestNumber = 1_000_000_000;

    public static IReadOnlyList<Leaderboard> ReadLeaderboards(Node node, Vocabulary words, List<Problem> problems) =>
        new Fields(node, problems).Named((id, n) => ReadLeaderboard(id, new Fields(n, problems), words, problems));

    public static IReadOnlyList<Club> ReadClubs(Node node, Vocabulary words, List<Problem> problems) =>
        new Fields(node, problems).Named((id, n) => ReadClub(id, new Fields(n, problems), words, problems));

    private static Leaderboard ReadLeaderboard(string id, Fields fields, Vocabulary words, List<Problem> problems)
    {
        var board = new Leaderboard
        {
            Id = id,
            Counts = When(fields, fields.Require("counts", Nothing, n => Sentences.Like("counts of leaderboards", n, s => ReadCounts(s, words))), words, problems),
            Per = fields.Require("per", null, ReadPer),
            Name = fields.Read<LocalText?>("name", null, n => LocalText.Read(n, problems)),
            For = fields.Read<IReadOnlyList<Condition>>("for", [], n => Conditions.Read(n, words, problems).Conditions),
            Valid = fields.Read<InPeriod?>("valid", null, n => InPeriod.Read(n, words)),
            Badge = fields.Read<string?>("badge", null, ChallengeReader.ReadBadge),
            Prizes = fields.Read<IReadOnlyList<IReadOnlyList<Prize>>>("prizes", [], n => Sentences.Like("prizes", n, s => ReadPlaces(s, words))),
            Shows = fields.Read("shows", 10, n => ReadNumber(n, "places", Leaderboard.MostPlaces)),
            IsShared = fields.Choice("ties", false, ("who was first", false), ("shared", true)),
            AsksToJoin = fields.Choice("takes part", false, ("everybody", false), ("who joins", true)),
            Closes = fields.Read<Period?>("closes", null, ReadAfter),
        };
        fields.End();
        return board;
    }

    private static Club ReadClub(string id, Fields fields, Vocabulary words, List<Problem> problems)
    {
        var club = new Club
        {
            Id = id,
            Counts = When(fields, fields.Require("goal", Nothing, n => Sentences.Like("goal", n, s => ReadGoal(s, words))), words, problems),
            Per = fields.Require("per", null, ReadPer),
            Name = fields.Read<LocalText?>("name", null, n => LocalText.Read(n, problems)),
            For = fields.Read<IReadOnlyList<Condition>>("for", [], n => Conditions.Read(n, words, problems).Conditions),
            Valid = fields.Read<InPeriod?>("valid", null, n => InPeriod.Read(n, words)),
            Badge = fields.Read<string?>("badge", null, ChallengeReader.ReadBadge),
            Split = fields.Choice("shared", Split.Each, ("to each", Split.Each), ("equally", Split.Equally), ("in proportion", Split.InProportion)),
            Most = fields.Read("members", Club.Largest, n => ReadNumber(n, "members", Club.Largest)),
            HasTeams = fields.Choice("teams", false, ("none", false), ("formed by members", true)),
            IsKept = fields.Choice("returned", false, ("undone", false), ("kept", true)),
        };
        club = club with { Gives = fields.Read<IReadOnlyList<Prize>>("give", [], n => Sharable(Prize.ReadAll(n, words), club.Split, n)) };
        if (club.Gives.Count == 0 && club.Badge is null)
            problems.Add(new Problem(fields.Line, "key-missing", id, "give | badge"));
        fields.End();
        return club;
    }

    private static ChallengeStep Nothing => new() { Id = "1", Counts = Counts.Visits, Target = 1 };

    /// <summary>What units are earned for is the earning rules' to say.</summary>
    private static ChallengeStep When(Fields fields, ChallengeStep step, Vocabulary words, List<Problem> problems)
    {
        if (step.Counts == Counts.Units)
            return step;
        var (lines, when) = fields.Read("when", (LineFilter.All, []), n => Conditions.Read(n, words, problems));
        return step with { Lines = lines, When = when };
    }

    /// <summary>visits | spend | items | beans earned | review done</summary>
    private static ChallengeStep ReadCounts(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var step = phrase.Take("visits") ? Nothing
            : phrase.Take("spend") ? Nothing with { Counts = Counts.Spend, Currency = words.Currency.Code }
            : phrase.Take("items") ? Nothing with { Counts = Counts.Items }
            : words.IsUnit(phrase) ? Nothing with { Counts = Counts.Units, Unit = words.Unit(phrase).Id }
            : Nothing with { Counts = Counts.Activity, Activity = phrase.Word("visits | spend | items | beans earned | review done") };
        if (step.Counts is Counts.Units or Counts.Activity)
            phrase.Expect(step.Counts == Counts.Units ? "earned" : "done");
        phrase.End();
        return step;
    }

    /// <summary>spend 5000.00 EUR | visit 300 times | buy 100 items | earn 1000 beans | do review 20 times</summary>
    private static ChallengeStep ReadGoal(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var step = phrase.Take("spend") ? Nothing with { Target = Spend(phrase, words), Counts = Counts.Spend, Currency = words.Currency.Code }
            : phrase.Take("visit") ? Nothing with { Target = Times(phrase) }
            : phrase.Take("buy") ? Nothing with { Target = Items(phrase), Counts = Counts.Items }
            : phrase.Take("earn") ? Units(phrase, words)
            : phrase.Take("do") ? Nothing with { Activity = phrase.Word("review"), Target = Times(phrase), Counts = Counts.Activity }
            : throw phrase.Wrong("phrase-word-expected", "spend | visit | buy | earn | do");
        phrase.End();
        return step;
    }

    private static long Spend(Phrase phrase, Vocabulary words)
    {
        var money = phrase.WholeMoney();
        return money.Currency == words.Currency ? money.Whole : throw phrase.Wrong("phrase-word-expected", words.Currency.Code);
    }

    private static long Times(Phrase phrase)
    {
        var number = phrase.Whole();
        phrase.Expect("times");
        return number > 0 ? number : throw phrase.Wrong("phrase-positive-expected", $"{number}");
    }

    private static long Items(Phrase phrase)
    {
        var number = phrase.Positive();
        phrase.Expect("items");
        return number <= LargestNumber ? (long)(number * ChallengeStep.Millionths) : throw phrase.Wrong("number-too-large", $"{number}");
    }

    private static ChallengeStep Units(Phrase phrase, Vocabulary words)
    {
        var (amount, unit) = words.Amount(phrase);
        return amount > 0
            ? Nothing with { Target = amount, Counts = Counts.Units, Unit = unit.Id }
            : throw phrase.Wrong("phrase-positive-expected", $"{amount}");
    }

    private static PeriodUnit? ReadPer(Node node) => Fields.Choose<PeriodUnit?>(node, ("month", PeriodUnit.Month), ("week", PeriodUnit.Week),
        ("day", PeriodUnit.Day), ("quarter", PeriodUnit.Quarter), ("year", PeriodUnit.Year), ("program", null));

    /// <summary>{1: 100 beans, 2: [50 beans, espresso], 3 to 10: 5 beans}: from the first place, without gap.</summary>
    private static IReadOnlyList<IReadOnlyList<Prize>> ReadPlaces(Node node, Vocabulary words)
    {
        var places = new List<IReadOnlyList<Prize>>();
        foreach (var pair in (node as Mapping ?? throw Fields.Malformed(node, "mapping-expected")).Pairs)
        {
            var phrase = new Phrase(new Scalar(pair.Key, pair.Line));
            var from = phrase.Whole();
            var to = phrase.Take("to") ? phrase.Whole() : from;
            phrase.End();
            if (from != places.Count + 1 || to < from || to > Leaderboard.MostPlaces)
                throw phrase.Wrong("places-in-order", $"{places.Count + 1}");
            places.AddRange(Enumerable.Repeat(Prize.ReadAll(pair.Value, words), to - from + 1));
        }
        return places;
    }

    /// <summary>10 places | at most 50 members: a number that must not be more than so many.</summary>
    private static int ReadNumber(Node node, string word, int most)
    {
        var phrase = new Phrase(node);
        _ = phrase.Take("at most");
        var number = phrase.Whole();
        _ = phrase.IsAtEnd || phrase.Take(word);
        phrase.End();
        return number >= 1 && number <= most ? number : throw phrase.Wrong("needs-beyond-steps", $"{most}");
    }

    /// <summary>14 days after</summary>
    private static Period? ReadAfter(Node node)
    {
        var phrase = new Phrase(node);
        var period = phrase.Period();
        _ = phrase.Take("after");
        phrase.End();
        return period;
    }

    private static IReadOnlyList<Prize> Sharable(IReadOnlyList<Prize> prizes, Split split, Node node) =>
        split != Split.Each && prizes.FirstOrDefault(p => p.Unit is null) is { } whole ? throw Fields.Malformed(node, "prize-indivisible", whole.Reward) : prizes;
}
