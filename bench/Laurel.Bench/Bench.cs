using System.Globalization;

namespace Laurel.Bench;

/// <summary>Figures of this machine, as ratios within one run. `-- http --seconds 10`, `-- purchases`, `-- replay`, `-- rules`, `-- facts`, `-- value`.</summary>
internal static class Bench
{
    /// <summary>As many tills as a chain has on a Saturday; both sides are asked by as many.</summary>
    private const int Clients = 512;

    public static async Task<int> Main(string[] args)
    {
        var seconds = Number(args, "--seconds", 10);
        switch (args.FirstOrDefault())
        {
            case "http":
                await HttpBench.Run(seconds, Number(args, "--clients", Clients));
                return 0;
            case "purchases":
                await HttpBench.Purchases(seconds, Number(args, "--clients", Clients));
                return 0;
            case "replay":
                await ReplayBench.Run(Number(args, "--purchases", 200_000));
                return 0;
            case "facts":
                await FactsBench.Run(Number(args, "--purchases", 10_000_000), Number(args, "--journal", 1_000_000));
                return 0;
            case "rules":
                RulesBench.Run();
                return 0;
            case "value":
                ValueBench.Run(Text(args, "--data"));
                return 0;
            default:
                await Console.Error.WriteLineAsync("""
                    bench http [--seconds 10] [--clients 512]   a bare JSON echo and durable purchases over HTTP, requests a second
                    bench purchases [--seconds 10] [--clients 512]   the purchases alone, for a profiler
                    bench replay [--purchases 200000]           purchases a second decided again
                    bench facts [--purchases 10000000] [--journal 1000000]   every metric over so many purchases; facts rebuilt from a journal
                    bench rules                                 deciding under 10, 100 and 1,000 rules
                    bench value --data FOLDER                   RFM and customer value of CDNOW beside the peers; a million customers
                    """);
                return 2;
        }
    }

    public static void Show(string what, string of, Pace pace) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-18} {pace.PerSecond,10:N0} {of}/s {pace.MicrosecondsEach,8:N1} µs of processor and {pace.Bytes / pace.Answered,6:N0} bytes each"));

    private static string? Text(string[] args, string option)
    {
        var at = Array.IndexOf(args, option);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static int Number(string[] args, string option, int otherwise)
    {
        var at = Array.IndexOf(args, option);
        return at >= 0 && at + 1 < args.Length && int.TryParse(args[at + 1], out var number) ? number : otherwise;
    }
}
