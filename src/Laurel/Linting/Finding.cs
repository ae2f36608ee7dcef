using Laurel.Definitions;

namespace Laurel.Linting;

/// <summary>How bad a fault is.</summary>
public enum Severity
{
    /// <summary>Something is written that has no effect, or not the one it seems to have.</summary>
    Warning,

    /// <summary>It costs money.</summary>
    Error,
}

/// <summary>A fault of a definition that reads well, but does not do what it should.</summary>
public sealed record Finding
{
    private static readonly Texts Texts = Texts.Load(typeof(Finding).Assembly, "Linting.Texts.linting");

    /// <summary>The stable name of the kind of fault.</summary>
    public required string Code { get; init; }
    public required Severity Severity { get; init; }

    /// <summary>The id of the unit, rule, level, reward or offer; empty when it is about the whole.</summary>
    public required string About { get; init; }

    /// <summary>The line of the definition it stands on, from 1; 0 when that is not known.</summary>
    public required int Line { get; init; }

    /// <summary>A form of the sentence, where the kind has several.</summary>
    internal string? Form { get; init; }

    internal IReadOnlyList<(string Name, Func<Language, string> Value)> Facts { get; init; } = [];

    /// <summary>
    /// The counter-example: it stands under <c>examples:</c> of the definition, <c>laurel check</c> runs it, and it shows the effect.
    /// </summary>
    public required string Example { get; init; }

    /// <summary>What is wrong, and what that does.</summary>
    public string Say(Language language)
    {
        (string, object?)[] values = [("about", About), .. Facts.Select(f => (f.Name, (object?)f.Value(language)))];
        return Texts.Say(language, Form is null ? Code : $"{Code}.{Form}", values);
    }

    /// <summary>The kind of fault, in a few words.</summary>
    public string Title(Language language) => Texts.Say(language, "title." + Code);

    /// <summary>Every kind of fault that is looked for.</summary>
    public static IReadOnlyList<string> Codes =>
        [.. Texts.Keys(Language.English).Where(k => k.StartsWith("title.", StringComparison.Ordinal)).Select(k => k["title.".Length..])];
}

/// <summary>Where something stands in a definition.</summary>
internal static class Place
{
    /// <summary>The line of the deepest key of a path that is there; a number is a place in a list.</summary>
    public static int Line(Node? node, params ReadOnlySpan<string> path)
    {
        var line = node?.Line ?? 0;
        foreach (var key in path)
        {
            switch (node)
            {
                case Mapping mapping when mapping.Pairs.FirstOrDefault(p => p.Key == key) is { } pair:
                    (line, node) = (pair.Line, pair.Value);
                    break;
                case Sequence list when int.TryParse(key, out var i) && i < list.Items.Count:
                    node = list.Items[i];
                    line = node.Line;
                    break;
                default:
                    return line;
            }
        }
        return line;
    }
}
