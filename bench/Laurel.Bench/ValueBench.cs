using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Laurel.Insight.Statistics;

namespace Laurel.Bench;

/// <summary>
/// Customer value of CDNOW's full cohort (23,570 customers, 69,659 purchases) on one core, beside what peers took on the same kind of
/// machine: lifetimes 0.11.3 and CLVTools 0.12, minimum of several runs, as recorded with the data sets.
/// </summary>
internal static class ValueBench
{
    private const int Runs = 5;
    private static readonly DateOnly Learned = new(1997, 9, 30);
    private static readonly DateOnly Ended = new(1998, 6, 30);

    public static void Run(string? folder)
    {
        var purchases = Read(Path.Combine(folder ?? ".", "cdnow", "cdnow_master.csv.gz"));
        var members = ObservedMembers.From(purchases, Learned, Ended);
        var histories = PurchaseHistories.Of(Array.ConvertAll(members, m => m.History));
        Console.WriteLine($"CDNOW full: {purchases.Length:N0} purchases, {members.Length:N0} customers, {members.Sum(m => m.History.Repeats):N0} repeats");
        Show("RFM", 0.10, "lifetimes 1.19, CLVTools 0.13", () => ObservedMembers.From(purchases, Learned, Ended));
        Show("BG/NBD", 0.15, "lifetimes 0.31, CLVTools 1.09", () => BgNbd.Fit(histories));
        Show("MBG/NBD", 0.15, "", () => MbgNbd.Fit(histories));
        Show("Pareto/NBD", 0.5, "lifetimes 3.85, CLVTools 1.13", () => ParetoNbd.Fit(histories));
        var many = PurchaseHistories.Of(Million());
        Show($"BG/NBD of {many.Count:N0} customers", 1, "", () => BgNbd.Fit(many));
    }

    private static void Show(string what, double bar, string peers, Action run)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Runs; i++)
        {
            var watch = Stopwatch.StartNew();
            run();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }
        Console.WriteLine($"{what,-30} {best,7:0.000} s   bar {bar:0.00} s {(best <= bar ? "met" : "MISSED")}   {peers}");
    }

    private static DatedPurchase[] Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var columns = reader.ReadLine()!.Split(',').Select(c => c.Trim('"')).ToList();
        int Column(params string[] names) => columns.FindIndex(c => names.Contains(c, StringComparer.OrdinalIgnoreCase));
        var (who, day, amount) = (Column("customer_id", "id"), Column("date"), Column("amount", "value", "spend"));
        var purchases = new List<DatedPurchase>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            purchases.Add(new DatedPurchase(int.Parse(cells[who], CultureInfo.InvariantCulture), Day(cells[day]),
                double.Parse(cells[amount], CultureInfo.InvariantCulture)));
        }
        return [.. purchases];
    }

    private static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, text.Contains('-', StringComparison.Ordinal) ? "yyyy-MM-dd" : "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>A million customers who buy as BG/NBD says, in whole days, who came on any day of two years.</summary>
    private static PurchaseHistory[] Million()
    {
        const double r = 0.25, alpha = 4.8, a = 0.72, b = 2.2;
        var random = new Random(1);
        var histories = new PurchaseHistory[1_000_000];
        for (var i = 0; i < histories.Length; i++)
        {
            var (rate, leaves) = (Gamma(random, r) / alpha, Beta(random, a, b));
            var observed = Math.Round((13 + random.NextDouble() * 91) * 7) / 7;
            var (time, repeats, last) = (0.0, 0, 0.0);
            while (true)
            {
                time += -Math.Log(1 - random.NextDouble()) / rate;
                if (time > observed)
                    break;
                (repeats, last) = (repeats + 1, Math.Round(time * 7) / 7);
                if (random.NextDouble() < leaves)
                    break;
            }
            histories[i] = new PurchaseHistory(repeats, repeats == 0 ? 0 : Math.Clamp(last, 1 / 7.0, observed), observed);
        }
        return histories;
    }

    private static double Beta(Random random, double a, double b)
    {
        var (x, y) = (Gamma(random, a), Gamma(random, b));
        return x / (x + y);
    }

    /// <summary>Marsaglia and Tsang (2000); below 1 by the usual power of a uniform.</summary>
    private static double Gamma(Random random, double shape)
    {
        if (shape < 1)
            return Gamma(random, shape + 1) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var v = Math.Pow(1 + c * normal, 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < 0.5 * normal * normal + d - d * v + d * Math.Log(v))
                return d * v;
        }
    }
}
