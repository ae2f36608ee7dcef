namespace Laurel.Explaining;

/// <summary>The sentences of one embedded set, as a language writes them.</summary>
internal static class Spoken
{
    public static readonly Texts Words = Load("words");
    public static readonly Texts Phrases = Load("phrases");
    public static readonly Texts Events = Load("events");
    public static readonly Texts Refusals = Load("refusals");
    public static readonly Texts Plain = Load("plain");

    /// <summary>Where French sets a space before a mark, the line must not break there.</summary>
    public static string Typeset(string said, Language language)
    {
        if (language != Language.French)
            return said;
        foreach (var mark in (ReadOnlySpan<string>)[" :", " ;", " ?", " !", " »", " %"])
            said = said.Replace(mark, "\u00A0" + mark[1..], StringComparison.Ordinal);
        return said.Replace("« ", "«\u00A0", StringComparison.Ordinal);
    }

    private static Texts Load(string set) => Texts.Load(typeof(Spoken).Assembly, "Explaining.Texts." + set);
}
