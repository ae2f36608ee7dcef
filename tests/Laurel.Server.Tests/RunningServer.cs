using Laurel.Server;
using Laurel.Server.Access;
using Laurel.Server.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

[assembly: AssemblyFixture(typeof(RunningServer))]

namespace Laurel.Server.Tests;

/// <summary>
/// One real server for all tests: its own port, its own data folder, two organizations that must never see each other.
/// </summary>
public sealed class RunningServer : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    private readonly string folder = Path.Combine(Path.GetTempPath(), "laurel-tests-" + Guid.NewGuid().ToString("N"));
    private WebApplication server = null!;

    public Uri Address { get; private set; } = null!;

    internal IServiceProvider Parts => server.Services;

    public async ValueTask InitializeAsync()
    {
        server = WebServer.Build(new ServerOptions { Urls = "http://127.0.0.1:0", Data = folder });
        await server.StartAsync();
        Address = new Uri(server.Urls.First());
        Settle("lumiere", "Café Lumière");
        Settle("other", "Another shop");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private void Settle(string id, string name)
    {
        var organization = Parts.GetRequiredService<Organizations>().Add(OrganizationId.Parse(id), name);
        foreach (var role in Roles.All)
            Parts.GetRequiredService<Staff>().Add(organization.Id, Email(id, role), Person(role), role, Password);
    }

    internal static string Email(string organization, Role role) => $"{role.Word()}@{organization}.example";

    private static string Person(Role role) => role switch
    {
        Role.Owner => "Élise Martin",
        Role.Marketer => "Tom Peeters",
        Role.Analyst => "Kadri Tamm",
        Role.Manager => "Jeroen Claes",
        Role.Cashier => "Marta Silva",
        _ => "Ana Horvat",
    };
}
