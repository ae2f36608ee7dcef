namespace Laurel;

/// <summary>
/// Names of counters: <c>member:rule:0:2026-03</c> is kept with the member, <c>program:…</c>, <c>location:…</c> and
/// <c>stock:…</c> are documents of their own.
/// </summary>
internal static class Counters
{
    public const string OfMember = "member:";

    public static bool IsShared(string counter) => !counter.StartsWith(OfMember, StringComparison.Ordinal);

    public static string Stock(string reward) => "stock:" + reward;
}
