using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Prizes;
using Laurel.Rewards;

namespace Laurel.Games;

internal static class GameReader
{
    public static IReadOnlyList<Game> Read(Node node, Vocabulary words, List<Problem> problems) =>
        new Fields(node, problems).Named((id, n) => ReadOne(id, n, words, problems));

    private static Game ReadOne(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var kind = fields.Choice("kind", GameKind.Wheel, ("wheel", GameKind.Wheel), ("scratch card", GameKind.ScratchCard), ("quiz", GameKind.Quiz));
        var (lines, when) = fields.Read("when", (LineFilter.All, []), n => Conditions.Read(n, words, problems));
        var game = fields.Require("plays", new Game { Id = id, Plays = 1, For = PlayFor.Visit }, n => Sentences.Like("plays", n, s => ReadPlays(id, s))) with
        {
            Name = fields.Read<LocalText?>("name", null, n => LocalText.Read(n, problems)),
            Kind = kind,
            Lines = lines,
            When = when,
            Who = fields.Read<IReadOnlyList<Condition>>("for", [], n => Conditions.Read(n, words, problems).Conditions),
            Valid = fields.Read<InPeriod?>("valid", null, n => InPeriod.Read(n, words)),
            Lasts = fields.Read<Period?>("lasts", null, n => Sentences.Like("lasts", n, ReadPeriod)),
            Budgets = fields.Read<IReadOnlyList<Limit>>("budget", [], n => Budget.ReadAll(n, words)),
            IsKept = fields.Choice("returned", false, ("undone", false), ("kept", true)),
            Odds = kind == GameKind.Quiz ? [] : fields.Require<IReadOnlyList<Outcome>>("odds", [], n => ReadOdds(n, words, problems)),
            Quiz = kind == GameKind.Quiz ? ReadQuiz(fields, words, problems) : null,
        };
        fields.End();
        return game;
    }

    /// <summary>1 per visit | 2 per purchase | 1 per review | 1 per week</summary>
    private static Game ReadPlays(string id, Node node)
    {
        var phrase = new Phrase(node);
        var plays = phrase.Whole();
        phrase.Expect("per");
        var game = new Game { Id = id, Plays = plays, For = PlayFor.Stretch };
        game = phrase.Take("visit") ? game with { For = PlayFor.Visit }
            : phrase.Take("purchase") ? game with { For = PlayFor.Purchase }
            : phrase.Peek is "day" or "week" or "month" or "quarter" or "year" ? game with { Stretch = phrase.PeriodUnit() }
            : game with { For = PlayFor.Activity, Activity = phrase.Word("visit | purchase | day | review") };
        phrase.End();
        return plays is > 0 and <= 100 ? game : throw phrase.Wrong("phrase-positive-expected", $"{plays}");
    }

    /// <summary>{10 beans: 30%, espresso: 2%, nothing: 68%}: they sum to 100%.</summary>
    private static IReadOnlyList<Outcome> ReadOdds(Node node, Vocabulary words, List<Problem> problems)
    {
        var mapping = node as Mapping ?? throw Fields.Malformed(node, "mapping-expected");
        var fields = new Fields(node, problems);
        var odds = mapping.Pairs.Select(p => fields.Try<Outcome?>(null, () => new Outcome(ReadPrize(p, words), ReadShare(p.Value)))).ToArray();
        if (mapping.Pairs.GroupBy(p => p.Key).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Fields.Malformed(node, "key-twice", twice.Key);
        var sum = odds.Sum(o => o?.Share ?? 0);
        return sum == 1 || odds.Any(o => o is null)
            ? [.. odds.OfType<Outcome>()]
            : throw Fields.Malformed(node, "odds-sum", (sum * 100).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Prize? ReadPrize(Pair pair, Vocabulary words) =>
        pair.Key == "nothing" ? null : Prize.Read(new Phrase(new Scalar(pair.Key, pair.Line)), words);

    internal static decimal ReadShare(Node node)
    {
        var text = Fields.Scalar(node).Text;
        return Rewards.Benefits.Percent.Parse(text) is { } share and >= 0 and <= 1 ? share : throw Fields.Malformed(node, "percent-expected", text);
    }

    private static Quiz ReadQuiz(Fields fields, Vocabulary words, List<Problem> problems)
    {
        var questions = fields.Require<IReadOnlyList<Question>>("questions", [], n => new Fields(n, problems).Named((id, q) => ReadQuestion(id, q, problems)));
        return new Quiz(
            questions,
            fields.Read("needs", questions.Count, n => ReadNumber(n, questions.Count)),
            fields.Read("tries", 1, n => ReadNumber(n, 10)),
            fields.Require<IReadOnlyList<Prize>>("give", [], n => Prize.ReadAll(n, words)));
    }

    private static Question? ReadQuestion(string id, Node node, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var ask = fields.Require("ask", LocalText.Plain(id), n => LocalText.Read(n, problems));
        var choices = fields.Require<IReadOnlyList<KeyValuePair<string, LocalText>>>("choices", [], n =>
            [.. (n as Mapping ?? throw Fields.Malformed(n, "mapping-expected")).Pairs.Select(p => KeyValuePair.Create(p.Key, LocalText.Read(p.Value, problems)))]);
        var right = fields.Require("right", "", n => Fields.Scalar(n) is var text && choices.Any(c => c.Key == text.Text)
            ? text.Text
            : throw Fields.Malformed(n, "choice-unknown", string.Join(" | ", choices.Select(c => c.Key))));
        fields.End();
        return new Question(id, ask, choices, right);
    }

    /// <summary>all, or a number.</summary>
    private static int ReadNumber(Node node, int most)
    {
        var phrase = new Phrase(node);
        var number = phrase.Take("all") ? most : phrase.Whole();
        phrase.End();
        return number >= 1 && number <= most ? number : throw phrase.Wrong("needs-beyond-steps", $"{most}");
    }

    private static Period? ReadPeriod(Node node)
    {
        var phrase = new Phrase(node);
        var period = phrase.Period(alsoHours: true);
        phrase.End();
        return period;
    }
}

/// <summary>What a game or a surprise may give altogether: <c>2000 beans per month else what is left</c>.</summary>
internal static class Budget
{
    public static IReadOnlyList<Limit> ReadAll(Node node, Vocabulary words) =>
        node is Sequence list ? [.. list.Items.Select(n => Read(n, words))] : [Read(node, words)];

    /// <summary>The same in money: 5000.00 EUR per month.</summary>
    public static IReadOnlyList<Limit> ReadMoney(Node node, Vocabulary words) =>
        node is Sequence list ? [.. list.Items.Select(n => ReadOneMoney(n, words))] : [ReadOneMoney(node, words)];

    private static Limit ReadOneMoney(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var money = phrase.WholeMoney();
        return money.Currency.Code == words.Currency.Code
            ? In(phrase, new Limit { Amount = money.Whole, IsTimes = false, Scope = LimitScope.Program })
            : throw phrase.Wrong("phrase-word-expected", words.Currency.Code);
    }

    private static Limit Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var (amount, unit) = words.Amount(phrase);
        return amount > 0
            ? In(phrase, new Limit { Amount = amount, IsTimes = false, Scope = LimitScope.Program, Unit = unit.Id })
            : throw phrase.Wrong("phrase-positive-expected", $"{amount}");
    }

    private static Limit In(Phrase phrase, Limit limit)
    {
        phrase.Take("per program");
        PeriodUnit? window = phrase.Take("ever") || !phrase.Take("per") ? null : phrase.PeriodUnit();
        var caps = phrase.Take("else") && phrase.Choose(("nothing", false), ("what is left", true));
        phrase.End();
        return limit with { Window = window, Rejects = !caps };
    }
}
