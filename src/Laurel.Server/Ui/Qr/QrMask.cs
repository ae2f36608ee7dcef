namespace Laurel.Server.Ui.Qr;

/// <summary>The eight masks, and how hard to read what lies under one is (ISO/IEC 18004, tables 10 and 11).</summary>
internal static class QrMask
{
    private static readonly bool[] FinderLike = [true, false, true, true, true, false, true, false, false, false, false];

    public static bool Turns(int mask, int x, int y) => mask switch
    {
        0 => (x + y) % 2 == 0,
        1 => y % 2 == 0,
        2 => x % 3 == 0,
        3 => (x + y) % 3 == 0,
        4 => ((x / 3) + (y / 2)) % 2 == 0,
        5 => (x * y % 2) + (x * y % 3) == 0,
        6 => ((x * y % 2) + (x * y % 3)) % 2 == 0,
        _ => (((x + y) % 2) + (x * y % 3)) % 2 == 0,
    };

    public static int Penalty(bool[,] dark, int size)
    {
        var penalty = 0;
        for (var i = 0; i < size; i++)
            penalty += OfLine(size, k => dark[i, k]) + OfLine(size, k => dark[k, i]);
        for (var x = 1; x < size; x++)
        {
            for (var y = 1; y < size; y++)
                penalty += dark[x, y] == dark[x - 1, y] && dark[x, y] == dark[x, y - 1] && dark[x, y] == dark[x - 1, y - 1] ? 3 : 0;
        }
        var share = dark.Cast<bool>().Count(d => d) * 100 / (size * size);
        return penalty + (Math.Abs(share - 50) / 5 * 10);
    }

    /// <summary>Runs of five and more of one colour, and what looks like a finder.</summary>
    private static int OfLine(int size, Func<int, bool> isDark)
    {
        var (penalty, run) = (0, 1);
        for (var i = 1; i <= size; i++)
        {
            if (i < size && isDark(i) == isDark(i - 1))
            {
                run++;
                continue;
            }
            penalty += run >= 5 ? run - 2 : 0;
            run = 1;
        }
        for (var i = 0; i + FinderLike.Length <= size; i++)
        {
            if (IsAt(i, k => k) || IsAt(i, k => FinderLike.Length - 1 - k))
                penalty += 40;
        }
        return penalty;

        bool IsAt(int from, Func<int, int> place) => Enumerable.Range(0, FinderLike.Length).All(k => isDark(from + k) == FinderLike[place(k)]);
    }
}
