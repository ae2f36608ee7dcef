using System.Globalization;
using System.Text;

namespace Laurel.Server.Ui.Frame;

/// <summary>The mark: two laurel branches that almost close.</summary>
internal static class Mark
{
    private const int LeavesPerBranch = 5;

    /// <summary>The leaves alone, for a 32 by 32 field, in the current colour.</summary>
    public static string Leaves { get; } = Draw();

    /// <summary>The mark on its own tile, for the browser's tab.</summary>
    public static string Svg { get; } = $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#2f6a43"/><g fill="#f3f7ee">{Leaves}</g></svg>
        """;

    private static string Draw()
    {
        var leaves = new StringBuilder();
        for (var i = 0; i < LeavesPerBranch; i++)
        {
            // From the stem at the bottom up to the opening at the top; the leaves get smaller on the way.
            var angle = 20 + (i * 31.0);
            Leaf(leaves, angle, 5.0 - (i * 0.32));
            Leaf(leaves, -angle, 5.0 - (i * 0.32));
        }
        return leaves.ToString();
    }

    private static void Leaf(StringBuilder leaves, double angle, double length)
    {
        var radians = angle * Math.PI / 180;
        var x = 16 + (9.2 * Math.Sin(radians));
        var y = 16.2 + (9.2 * Math.Cos(radians));
        var turn = -angle + (angle > 0 ? -52 : 52);
        leaves.Append(CultureInfo.InvariantCulture,
            $"<ellipse cx=\"{x:0.##}\" cy=\"{y:0.##}\" rx=\"{length * 0.36:0.##}\" ry=\"{length * 0.78:0.##}\" transform=\"rotate({turn:0.#} {x:0.##} {y:0.##})\"/>");
    }
}
