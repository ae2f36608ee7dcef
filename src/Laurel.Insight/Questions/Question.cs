using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Laurel.Insight.Facts;

namespace Laurel.Insight.Questions;

/// <summary>
/// One question about customers: what it means, which window it looks at, when a figure is mature, how many people it needs, and the SQL
/// that answers it. Its words are in Questions.{language}.json.
/// </summary>
/// <remarks>
/// The SQL answers in rows of one shape: the question's dimensions by name, then <c>measure</c> (may be left out when there is one),
/// <c>total</c>, <c>n</c>, <c>mature</c>, and where they help <c>value</c> (when it is not total/n), <c>squares</c> (Σx² of the n
/// people, for an interval around their mean) and <c>low</c> and <c>high</c> (an interval of 95% of its own).
/// </remarks>
public abstract class Question
{
    /// <summary>Names the question for ever: in JSON, in URLs, in goals.</summary>
    public abstract string Id { get; }

    public abstract IReadOnlyList<Measure> Measures { get; }

    /// <summary>What the figures are split by.</summary>
    public virtual IReadOnlyList<string> Dimensions => [];

    /// <summary>Which text says what stretch of time is looked at: <c>window.{key}</c>.</summary>
    public abstract string Window { get; }

    /// <summary>Which text says when a figure may be shown: <c>maturity.{key}</c>.</summary>
    public abstract string Maturity { get; }

    /// <summary>Fewer people (or baskets) than this, and the figure says so.</summary>
    public virtual int MinimumSample => 30;

    /// <summary>Asked only where the facts know who joined.</summary>
    public virtual bool NeedsMembers => false;

    /// <summary>Asked of what a program records besides purchases; a file of orders knows nothing of it.</summary>
    public virtual bool IsOfProgram => false;

    /// <summary>What a place or channel says when the question is asked of one: what happened there, or who joined there.</summary>
    public virtual Place Place => Place.Happened;

    /// <summary>The step that suits the question when the scope names none.</summary>
    public virtual PeriodUnit DefaultStep => PeriodUnit.Month;

    /// <summary>The question's own numbers, such as days or visits, by the names its texts use.</summary>
    public virtual IReadOnlyList<(string Name, object? Value)> Parameters => [];

    internal abstract string Sql { get; }

    /// <summary>Of the SQL, in eight bytes.</summary>
    private string Form => field ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)).AsSpan(0, 8));

    public PeriodUnit StepIn(Scope scope) => scope.Step switch
    {
        null => DefaultStep,
        PeriodUnit.Month or PeriodUnit.Quarter or PeriodUnit.Year => scope.Step.Value,
        _ => throw new ArgumentException($"Questions are asked by month, quarter or year, not by {scope.Step}.", nameof(scope)),
    };

    /// <summary>The question as a heading.</summary>
    public string Title(Language language) => QuestionTexts.Say(language, $"{Id}.title", Parameters);

    /// <summary>Exactly what is counted.</summary>
    public string Definition(Language language) => QuestionTexts.Say(language, $"{Id}.definition", Parameters);

    public string WindowText(Language language, Scope scope) =>
        QuestionTexts.Say(language, $"window.{Window}", [.. Parameters, ("step", QuestionTexts.Step(language, StepIn(scope)))]);

    public string MaturityText(Language language) => QuestionTexts.Say(language, $"maturity.{Maturity}", Parameters);

    public string MeasureText(Language language, Measure measure) => QuestionTexts.Say(language, $"{Id}.{measure.Key}", Parameters);

    /// <summary>Asks the facts. Without members, a question about members answers with a remark and no figures.</summary>
    public Answer Ask(FactsFile facts, Scope scope) => Answered(scope, () => Figures(facts, scope))!;

    /// <summary>What is kept of the answer beside the facts, of which a part need not be made then; null where nothing is.</summary>
    internal Answer? AskKept(FactsFile whole, Scope scope) => Answered(scope, () => Kept(whole, scope));

    private Answer? Answered(Scope scope, Func<List<Figure>?> figures)
    {
        var answer = new Answer
        {
            Question = this,
            Scope = scope,
            Currency = CurrencyIn(scope),
            Dimensions = Dimensions,
            Figures = [],
        };
        if (NeedsMembers && !scope.HasMembers)
            return answer with { Remarks = [Remark.NeedsMembers] };
        if (!scope.IsSegmentKnown)
            return answer with { Remarks = [Remark.SegmentTooEarly] };
        if (figures() is not { } found)
            return null;
        var judged = Judge(answer with { Figures = found });
        return scope.Slice.Segment is { IsOfPurchases: true } segment
            ? judged with { Remarks = [.. judged.Remarks, Remark.FoundByPurchases(segment.Day(scope.AsOf))] }
            : judged;
    }

    private Currency? CurrencyIn(Scope scope) => Measures.Any(m => m.Unit == Unit.Money) ? Currencies.Of(scope.Currency) : null;

    private List<Figure>? Kept(FactsFile facts, Scope scope) =>
        facts.KeptAnswer(scope.Program, Key(scope)) is { } text ? FigureText.Read(text, this) : null;

    /// <summary>As they are kept beside the facts; else they are counted, and kept. Who is in a tier now can change without a day that is seen.</summary>
    private List<Figure> Figures(FactsFile facts, Scope scope)
    {
        if (Kept(facts, scope) is { } kept)
            return kept;
        var seq = facts.SettledSeq(scope.Program);
        List<Figure> figures;
        using (var reader = facts.Select(Sql, [.. Arguments(scope), .. Parameters]))
            figures = FigureReader.Read(reader, this, CurrencyIn(scope));
        if (seq is { } known && scope.Slice.Tier is null)
            facts.KeepAnswer(scope.Program, Key(scope), scope.AsOf, known, FigureText.Write(figures));
        return figures;
    }

    /// <summary>All that an answer depends on besides the facts; the SQL too, so that a newer Laurel asks again.</summary>
    private string Key(Scope scope) => string.Create(CultureInfo.InvariantCulture, $"""
        {Id}|{string.Join(',', Parameters.Select(p => p.Value))}|{scope.AsOf:O}|{scope.Since:O}|{StepIn(scope)}|{scope.Currency}|{scope.Launch:O}|{scope.Slice.Key}|{Form}
        """);

    /// <summary>What can only be said of all figures together.</summary>
    internal virtual Answer Judge(Answer answer) => answer;

    private (string, object?)[] Arguments(Scope scope) =>
    [
        ("program", scope.Program), ("as_of", scope.AsOf), ("since", scope.Since), ("money", scope.Currency),
        ("step", StepIn(scope).ToString().ToLowerInvariant()), ("launch", scope.Launch),
    ];
}
