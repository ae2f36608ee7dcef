using System.Collections.Concurrent;

namespace Laurel.Server.Ui;

/// <summary>
/// Every sentence of the pages and of the API's problems. The first word of a key names the files: <c>members.title</c> is the text
/// <c>title</c> of <c>Members.en.json</c> and its three sisters.
/// </summary>
internal static class Words
{
    private static readonly ConcurrentDictionary<string, Texts> Parts = new(StringComparer.Ordinal);

    public static string Say(Language language, string key, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var (texts, own) = Find(key);
        return texts.Say(language, own, values);
    }

    public static bool Has(string key)
    {
        var (texts, own) = Find(key);
        return texts.Has(own);
    }

    private static (Texts Texts, string Own) Find(string key)
    {
        var dot = key.IndexOf('.');
        return (Part(key[..dot]), key[(dot + 1)..]);
    }

    private static Texts Part(string part) =>
        Parts.GetOrAdd(part, static p => Texts.Load(typeof(Words).Assembly, char.ToUpperInvariant(p[0]) + p[1..]));
}
