using System.CommandLine;
using System.Diagnostics;
using Laurel.Server.Access;

namespace Laurel.Server.Features.Demo;

/// <summary>`laurel demo`: a shop with a year behind it, ready to click.</summary>
internal static class DemoCommand
{
    public static Verb Create()
    {
        var urls = new Option<string?>("--urls") { Description = $"Where to listen [env: Laurel__Urls; default: {ServerOptions.DefaultUrls}]", HelpName = "address" };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Where the demo is kept [default: ./data/demo]", HelpName = "folder" };
        var people = new Option<int?>("--people") { Description = "How many people live around the shop [default: 22,000]", HelpName = "number" };
        var seed = new Option<ulong?>("--seed") { Description = "Another seed makes another year", HelpName = "number" };
        var prepare = new Option<bool>("--prepare-only") { Description = "Play the year and stop, without serving it" };
        var verb = new VerbWithExamples("demo", "Play a sample shop's year through the real engine, and serve it.", """
            laurel demo
            laurel demo --urls http://127.0.0.1:8080 --data /tmp/demo
            laurel demo --people 2000        a small one, ready in seconds
            """) { urls, data, people, seed, prepare };
        verb.SetAction((asked, stop) => ProgramOptions.Run("demo", async () =>
        {
            var folder = asked.GetValue(data)?.FullName ?? Path.Combine("data", "demo");
            var options = ServerOptions.Read(asked.GetValue(urls), folder);
            await Prepare(options, asked.GetValue(people), asked.GetValue(seed), stop);
            return asked.GetValue(prepare) ? Host.Fine : await Serve(options, stop);
        }));
        return verb;
    }

    private static async Task Prepare(ServerOptions options, int? people, ulong? seed, CancellationToken stop)
    {
        var shop = new DemoShop(options, TimeProvider.System, people, seed);
        if (await shop.IsReady())
            return;
        var watch = Stopwatch.StartNew();
        var played = await shop.Play(stop);
        Console.WriteLine($"Played a year of Lumière: {played.People:N0} people, {played.Members:N0} members, {played.Purchases:N0} purchases, "
            + $"{played.Rows:N0} journal rows in {watch.Elapsed.TotalSeconds:0.0} s");
        foreach (var line in shop.Truth())
            Console.WriteLine("  " + line);
    }

    private static async Task<int> Serve(ServerOptions options, CancellationToken stop)
    {
        await using var server = WebServer.Build(options);
        server.Lifetime.ApplicationStarted.Register(() =>
            Console.WriteLine($"Sign in at {server.Urls.First()} as {DemoShop.Owner} with the password {DemoShop.Password}"));
        await server.RunAsync(stop);
        return Host.Fine;
    }
}
