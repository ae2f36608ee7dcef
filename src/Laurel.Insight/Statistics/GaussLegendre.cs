using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Laurel.Insight.Statistics;

/// <summary>Twelve-point Gauss–Legendre quadrature on 0 to 1: exact for polynomials up to degree 23; four points go at once.</summary>
/// <remarks>Abramowitz and Stegun (1964), table 25.4, moved from −1…1 to 0…1.</remarks>
internal static class GaussLegendre
{
    public const int Points = 12;

    public static ReadOnlySpan<double> Nodes =>
    [
        0.009219682876640375, 0.047941371814762572, 0.115048662902847656, 0.206341022856691276,
        0.316084250500909903, 0.437383295744265542, 0.562616704255734458, 0.683915749499090097,
        0.793658977143308724, 0.884951337097152344, 0.952058628185237428, 0.990780317123359625,
    ];

    public static ReadOnlySpan<double> Weights =>
    [
        0.023587668193255914, 0.053469662997659215, 0.080039164271673113, 0.101583713361532961,
        0.116746268269177404, 0.124573522906701392, 0.124573522906701392, 0.116746268269177404,
        0.101583713361532961, 0.080039164271673113, 0.053469662997659215, 0.023587668193255914,
    ];

    /// <summary>The four nodes from a place on.</summary>
    public static Vector256<double> NodesAt(int place) => Vector256.LoadUnsafe(in MemoryMarshal.GetReference(Nodes), (nuint)place);

    /// <summary>Their weights.</summary>
    public static Vector256<double> WeightsAt(int place) => Vector256.LoadUnsafe(in MemoryMarshal.GetReference(Weights), (nuint)place);
}
