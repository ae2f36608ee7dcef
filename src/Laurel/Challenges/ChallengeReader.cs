using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Prizes;

namespace Laurel.Challenges;

internal static class ChallengeReader
{
    private static readonly Period LongestWindow = new(366, PeriodUnit.Day);

    public static IReadOnlyList<Challenge> Read(Node node, Vocabulary words, List<Problem> problems) =>
        new Fields(node, problems).Named((id, n) => ReadOne(id, n, words, problems));

    private static Challenge? ReadOne(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var window = new Window();
        var (lines, when) = fields.Read("when", (LineFilter.All, []), n => Conditions.Read(n, words, problems));
        var steps = ReadSteps(fields, words, problems, window);
        fields.Read("within", window, n =>
        {
            var phrase = new Phrase(n);
            ReadWithin(phrase, window);
            phrase.End();
            return window;
        });
        var challenge = new Challenge
        {
            Id = id,
            Name = fields.Read<LocalText?>("name", null, n => LocalText.Read(n, problems)),
            Steps = [.. steps.Select(s => With(s, lines, when))],
            Needs = fields.Read("needs", steps.Count, n => ReadNeeds(n, steps.Count)),
            InOrder = fields.Choice("order", false, ("any", false), ("as written", true)),
            Within = window.Period,
            Stretch = window.Stretch,
            Times = fields.Read<int?>("repeats", 1, ReadRepeats),
            Gives = fields.Read<IReadOnlyList<Prize>>("give", [], n => Prize.ReadAll(n, words)),
            Badge = fields.Read<string?>("badge", null, ReadBadge),
            Limits = fields.Read<IReadOnlyList<Limit>>("limit", [], n => Sentences.Like("limit", n, s => LimitReader.ReadAll(s, words))),
            For = fields.Read<IReadOnlyList<Condition>>("for", [], n => Conditions.Read(n, words, problems).Conditions),
            Valid = fields.Read<InPeriod?>("valid", null, n => InPeriod.Read(n, words)),
            IsJoined = fields.Choice("takes part", false, ("everybody", false), ("who joins", true)),
            IsKept = fields.Choice("returned", false, ("undone", false), ("kept", true)),
        };
        if (challenge.Gives.Count == 0 && challenge.Badge is null)
            problems.Add(new Problem(fields.Line, "key-missing", id, "give | badge"));
        fields.End();
        return steps.Count == 0 ? null : challenge;
    }

    private static ChallengeStep With(ChallengeStep step, LineFilter lines, IReadOnlyList<Condition> when) => step with
    {
        Lines = step.Lines.IsAll ? lines : step.Lines,
        When = [.. when, .. step.When],
    };

    /// <summary>do: a sentence, or a list of them; or steps: {id: {do, when, text}}.</summary>
    private static IReadOnlyList<ChallengeStep> ReadSteps(Fields fields, Vocabulary words, List<Problem> problems, Window window)
    {
        if (fields.Has("steps"))
            return fields.Read<IReadOnlyList<ChallengeStep>>("steps", [], n => new Fields(n, problems).Named((id, s) => ReadStep(id, s, words, problems, window)));
        return fields.Require<IReadOnlyList<ChallengeStep>>("do", [], n => n is Sequence list
            ? [.. list.Items.Select((s, i) => ReadDo($"{i + 1}", s, words, window))]
            : [ReadDo("1", n, words, window)]);
    }

    private static ChallengeStep? ReadStep(string id, Node node, Vocabulary words, List<Problem> problems, Window window)
    {
        var fields = new Fields(node, problems);
        var (lines, when) = fields.Read("when", (LineFilter.All, []), n => Conditions.Read(n, words, problems));
        var step = fields.Require<ChallengeStep?>("do", null, n => ReadDo(id, n, words, window));
        var text = fields.Read<LocalText?>("text", null, n => LocalText.Read(n, problems));
        fields.End();
        return step is null ? null : step with { Text = text, Lines = lines, When = when };
    }

    private static ChallengeStep ReadDo(string id, Node node, Vocabulary words, Window window) =>
        Sentences.Like("do", node, n => ReadSentence(id, n, words, window));

    /// <summary>buy in 3 categories | buy 10 items | spend 100.00 EUR | visit 4 times | visit 4 weeks in a row | do review 2 times …</summary>
    internal static ChallengeStep ReadSentence(string id, Node node, Vocabulary words, Window window)
    {
        var phrase = new Phrase(node);
        var step = new ChallengeStep { Id = id, Counts = Counts.Visits, Target = 1 };
        step = phrase.Take("buy in") ? BuyIn(step, phrase)
            : phrase.Take("buy from") ? Of(step, Number(phrase), phrase, "brands", Counts.Brands)
            : phrase.Take("buy") ? Buy(step, phrase)
            : phrase.Take("spend") ? step with { Target = Spend(phrase, words), Counts = Counts.Spend, Currency = words.Currency.Code }
            : phrase.Take("visit") ? Visit(step, phrase)
            : phrase.Take("do") ? Do(step, phrase)
            : throw phrase.Wrong("phrase-word-expected", "buy | spend | visit | do");
        if (phrase.Take("within"))
            ReadWithin(phrase, window);
        phrase.End();
        return step;
    }

    private static ChallengeStep Of(ChallengeStep step, long target, Phrase phrase, string word, Counts counts)
    {
        phrase.Expect(word);
        return step with { Target = target, Counts = counts };
    }

    private static ChallengeStep BuyIn(ChallengeStep step, Phrase phrase) => step with
    {
        Target = Number(phrase),
        Counts = phrase.Choose(("categories", Counts.Categories), ("category", Counts.Categories), ("places", Counts.Locations)),
    };

    private static ChallengeStep Buy(ChallengeStep step, Phrase phrase)
    {
        var number = phrase.Positive();
        if (phrase.Take("different products"))
            return step with { Target = Whole(number, phrase), Counts = Counts.Products };
        _ = phrase.Take("item") || phrase.Take("items") ? 0 : throw phrase.Wrong("phrase-word-expected", "items | different products");
        return number <= 1_000_000_000
            ? step with { Target = (long)(number * ChallengeStep.Millionths), Counts = Counts.Items }
            : throw phrase.Wrong("number-too-large", $"{number}");
    }

    private static ChallengeStep Visit(ChallengeStep step, Phrase phrase)
    {
        if (phrase.Take("once"))
            return step;
        var number = Number(phrase);
        if (phrase.Take("times") || phrase.Take("time"))
            return step with { Target = number };
        if (phrase.Take("places"))
            return step with { Target = number, Counts = Counts.Locations };
        var every = phrase.PeriodUnit();
        phrase.Expect("in a row");
        return step with { Target = number, Counts = Counts.InARow, Every = every, Grace = phrase.Take("missing at most") ? phrase.Whole() : 0 };
    }

    private static ChallengeStep Do(ChallengeStep step, Phrase phrase)
    {
        var activity = phrase.Word("review");
        if (phrase.Take("once"))
            return step with { Counts = Counts.Activity, Activity = activity };
        var number = Number(phrase);
        _ = phrase.Take("times") || phrase.Take("time") ? 0 : throw phrase.Wrong("phrase-word-expected", "times");
        return step with { Counts = Counts.Activity, Activity = activity, Target = number };
    }

    private static long Spend(Phrase phrase, Vocabulary words)
    {
        var money = phrase.WholeMoney();
        return money.Currency == words.Currency ? money.Whole : throw phrase.Wrong("phrase-word-expected", words.Currency.Code);
    }

    private static long Number(Phrase phrase) => Whole(phrase.Positive(), phrase);

    /// <summary>More than a year of days is a challenge nobody ends.</summary>
    private static long Whole(decimal number, Phrase phrase) =>
        number == decimal.Truncate(number) && number <= 1000 ? (long)number : throw phrase.Wrong("phrase-whole-expected", $"{number}");

    /// <summary>30 days | the same month</summary>
    private static Window ReadWithin(Phrase phrase, Window window)
    {
        if (window.IsSet)
            throw phrase.Wrong("window-twice", "within");
        if (phrase.Take("the same"))
            window.Stretch = phrase.PeriodUnit();
        else
            window.Period = phrase.Period();
        var day = new DateOnly(2025, 1, 1);
        return window.Period?.After(day) > LongestWindow.After(day) ? throw phrase.Wrong("period-out-of-range", "366 days") : window;
    }

    private static int ReadNeeds(Node node, int steps)
    {
        var phrase = new Phrase(node);
        var number = phrase.Take("all") ? steps : phrase.Whole();
        phrase.End();
        return number >= 1 && number <= steps ? number : throw phrase.Wrong("needs-beyond-steps", $"{steps}");
    }

    /// <summary>never | always | 3 times</summary>
    private static int? ReadRepeats(Node node)
    {
        var phrase = new Phrase(node);
        int? times = phrase.Take("never") ? 1 : phrase.Take("always") ? null : phrase.Whole();
        _ = times is null || phrase.IsAtEnd || phrase.Take("times");
        phrase.End();
        return times is null or > 0 ? times : throw phrase.Wrong("phrase-positive-expected", $"{times}");
    }

    internal static string? ReadBadge(Node node)
    {
        var id = Fields.Scalar(node).Text;
        return Ids.IsId(id) ? id : throw Fields.Malformed(node, "id-malformed");
    }

    /// <summary>The window that a sentence or the challenge itself names, once.</summary>
    internal sealed class Window
    {
        public Period? Period { get; set; }

        public PeriodUnit? Stretch { get; set; }

        public bool IsSet => Period is not null || Stretch is not null;
    }
}
