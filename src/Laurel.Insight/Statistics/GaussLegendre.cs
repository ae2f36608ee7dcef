namespace Laurel.Insight.Statistics;

/// <summary>Ten-point Gauss–Legendre quadrature on 0 to 1: exact for polynomials up to degree 19.</summary>
/// <remarks>Abramowitz and Stegun (1964), table 25.4, moved from −1…1 to 0…1.</remarks>
internal static class GaussLegendre
{
    public const int Points = 10;

    public static ReadOnlySpan<double> Nodes =>
    [
        0.013046735741414139, 0.067468316655507745, 0.16029521585048780, 0.28330230293537640, 0.42556283050918439,
        0.57443716949081561, 0.71669769706462360, 0.83970478414951220, 0.93253168334449226, 0.98695326425858586,
    ];

    public static ReadOnlySpan<double> Weights =>
    [
        0.033335672154344069, 0.074725674575290296, 0.10954318125799102, 0.13463335965499818, 0.14776211235737644,
        0.14776211235737644, 0.13463335965499818, 0.10954318125799102, 0.074725674575290296, 0.033335672154344069,
    ];
}
