using System.Text;
using Laurel.Insight.Charts;

namespace Laurel.Insight.Reports;

/// <summary>Laurel's mark for a report: two branches that almost close, for a 32 by 32 field.</summary>
internal static class Leaves
{
    private const int PerBranch = 5;
    private const double Degree = Math.PI / 180;

    internal static readonly string Drawn = Draw();

    private static string Draw()
    {
        var leaves = new StringBuilder();
        for (var i = 0; i < PerBranch; i++)
        {
            Leaf(leaves, 20 + i * 31, 5 - i * 0.32);
            Leaf(leaves, -20 - i * 31, 5 - i * 0.32);
        }
        return leaves.ToString();
    }

    private static void Leaf(StringBuilder leaves, double angle, double length)
    {
        var (x, y) = (SvgWriter.Number(16 + 9.2 * Math.Sin(angle * Degree)), SvgWriter.Number(16.2 + 9.2 * Math.Cos(angle * Degree)));
        var turn = SvgWriter.Number(-angle + (angle > 0 ? -52 : 52));
        leaves.Append($"<ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{SvgWriter.Number(length * 0.36)}\" ry=\"{SvgWriter.Number(length * 0.78)}\" ")
            .Append($"transform=\"rotate({turn} {x} {y})\"/>");
    }
}
