using Laurel.Earning;

namespace Laurel.Explaining.Phrases;

/// <summary>Which lines are meant: on items of the category "coffee", except items of the brand "X".</summary>
internal static class LinePhrases
{
    /// <summary>Null when every line is meant.</summary>
    public static string? Say(this Voice voice, LineFilter lines)
    {
        if (lines.IsAll)
            return null;
        var what = voice.What(lines);
        var line = what.Length == 0 ? null : voice.Phrase("line", ("what", what));
        if (lines.Not is not { } not)
            return line;
        var except = voice.What(not);
        return line is null
            ? voice.Phrase("line.all-except", ("what", except))
            : voice.Phrase("line.except", ("line", line), ("what", except));
    }

    /// <summary>of the category "coffee", with the label "new"</summary>
    public static string What(this Voice voice, LineFilter lines)
    {
        (string Kind, IReadOnlyList<string> Any)[] lists =
        [
            ("category", lines.Categories), ("brand", lines.Brands), ("kind", lines.Kinds), ("label", lines.Labels), ("sku", lines.Skus),
        ];
        var given = lists.Where(l => l.Any.Count > 0);
        return string.Join(", ", given.Select(l => voice.Phrase("line." + l.Kind, ("any", voice.Quoted(l.Any)))));
    }
}
