using System.CommandLine;


namespace Laurel.Server.Features.Serve;

/// <summary>`laurel serve`: the API, the pages and the clock, in one process.</summary>
internal static class ServeCommand
{
    public static Verb Create()
    {
        var urls = new Option<string?>("--urls")
        {
            Description = "Where to listen; several addresses are separated by semicolons [env: Laurel__Urls; default: http://127.0.0.1:5080]",
            HelpName = "address",
        };
        var data = new Option<DirectoryInfo?>("--data")
        {
            Description = "The folder that holds everything [env: Laurel__Data; default: ./data]",
            HelpName = "folder",
        };
        var verb = new VerbWithExamples("serve", "Start the server: API, pages and clock.", """
            laurel serve
            laurel serve --urls http://0.0.0.0:8080 --data /var/lib/laurel
            Laurel__Data=/var/lib/laurel laurel serve
            Laurel__RequestsPerSecond=500 laurel serve     each API key at most so many, answered 429 beyond
            Laurel__Proxies=10.0.0.1 laurel serve          believe the X-Forwarded headers of this proxy
            """) { urls, data };
        verb.SetAction((asked, stop) => ProgramOptions.Run("serve", async () =>
        {
            await using var server = WebServer.Build(ServerOptions.Read(asked.GetValue(urls), asked.GetValue(data)?.FullName));
            await server.RunAsync(stop);
            return Host.Fine;
        }));
        return verb;
    }
}
