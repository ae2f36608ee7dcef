namespace Laurel.Bench;

/// <summary>Figures of this machine, as ratios within one run. `-- http --seconds 10`, `-- purchases`, `-- replay`.</summary>
public static class Bench
{
    public static async Task<int> Main(string[] args)
    {
        var seconds = Number(args, "--seconds", 10);
        switch (args.FirstOrDefault())
        {
            case "http":
                await HttpBench.Run(seconds, Number(args, "--clients", 128));
                return 0;
            case "purchases":
                await HttpBench.Purchases(seconds, Number(args, "--clients", 128));
                return 0;
            case "replay":
                await ReplayBench.Run(Number(args, "--purchases", 200_000));
                return 0;
            default:
                await Console.Error.WriteLineAsync("""
                    bench http [--seconds 10] [--clients 128]   a bare JSON echo and durable purchases over HTTP, requests a second
                    bench purchases [--seconds 10] [--clients 128]   the purchases alone, for a profiler
                    bench replay [--purchases 200000]           purchases a second decided again
                    """);
                return 2;
        }
    }

    private static int Number(string[] args, string option, int otherwise)
    {
        var at = Array.IndexOf(args, option);
        return at >= 0 && at + 1 < args.Length && int.TryParse(args[at + 1], out var number) ? number : otherwise;
    }
}
