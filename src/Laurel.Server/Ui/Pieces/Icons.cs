using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Laurel.Server.Ui.Pieces;

/// <summary>The icons of lucide, as SVG to write into a page.</summary>
internal static partial class Icons
{
    private static readonly ConcurrentDictionary<string, string> Drawn = new(StringComparer.Ordinal);

    public static string Svg(string name) => Drawn.GetOrAdd(name, static n =>
    {
        var file = Resource.Text($"icon.{n}.svg");
        return "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">" + Spaces().Replace(Inside().Match(file).Groups[1].Value, "<")
            + "</svg>";
    });

    [GeneratedRegex(@"<svg[^>]*>(.*)</svg>", RegexOptions.Singleline)]
    private static partial Regex Inside();

    [GeneratedRegex(@"\s+<")]
    private static partial Regex Spaces();
}
