using Laurel.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Laurel.Server.Tests;

/// <summary>A server for one test that needs its own: an empty one, or one with other options.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "laurel-own-" + Guid.NewGuid().ToString("N"));
    private WebApplication server = null!;

    public Uri Address => new(server.Urls.First());

    public string Folder => folder;

    public IServiceProvider Parts => server.Services;

    /// <param name="clock">Whose time it is; null is the real one.</param>
    public static async Task<OwnServer> StartAsync(Func<ServerOptions, ServerOptions>? change = null, TimeProvider? clock = null)
    {
        var own = new OwnServer();
        var options = new ServerOptions { Urls = "http://127.0.0.1:0", Data = own.folder };
        own.server = WebServer.Build(change is null ? options : change(options), services => services.AddSingleton(clock ?? TimeProvider.System));
        await own.server.StartAsync();
        return own;
    }

    public HttpClient Client(params Scope[] scopes)
    {
        var id = OrganizationId.Parse("own");
        if (Parts.GetRequiredService<Organizations>().Find(id) is null)
            Parts.GetRequiredService<Organizations>().Add(id, "Own");
        var (_, secret) = Parts.GetRequiredService<ApiKeys>().Create(id, "test", scopes, "test");
        var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
