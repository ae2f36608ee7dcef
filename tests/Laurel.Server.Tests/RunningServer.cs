using Laurel.Server;
using Laurel.Server.Access;
using Laurel.Server.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
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

    public string Folder => folder;

    public Uri Address { get; private set; } = null!;

    internal IServiceProvider Parts => server.Services;

    public async ValueTask InitializeAsync()
    {
        server = WebServer.Build(
            new ServerOptions { Urls = "http://127.0.0.1:0", Data = folder, DueEvery = null },
            services => services.AddSingleton<TimeProvider>(Clock));
        await server.StartAsync();
        Address = new Uri(server.Urls.First());
        foreach (var (id, name) in new[] { ("lumiere", "Café Lumière"), ("other", "Another shop") })
        {
            Settle(id, name);
            await PublishAsync(id);
        }
        Settle("drafts", "A shop that changes its mind");
        Settle("sectors", "A shop to come");
        Settle("boards", "A street that plays");
        Settle(NeighboursShop.Organization, "The neighbours");
        await TellOfAdaAsync();
        await NeighboursShop.TellAsync(this);
    }

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 3, 21, 10, 0, 0, TimeSpan.Zero));

    /// <summary>The definition that both organizations publish.</summary>
    public static string Definition { get; } = File.ReadAllText(Path.Combine(Repository.Root, "samples", "lumiere", "program.yaml"));

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task PublishAsync(string organization)
    {
        using var api = new Api(this, organization);
        var told = await api.PostAsync("/programs/lumiere/versions?from=2025-01-01T00:00:00Z", Definition, type: "application/yaml");
        told.Status.ShouldBe(System.Net.HttpStatusCode.Created, told.Text);
    }

    /// <summary>A member with a little of everything: what she bought, brought back, and took.</summary>
    private async Task TellOfAdaAsync()
    {
        using var api = new Api(this);
        (await api.PostAsync("/programs/lumiere/members", """
            {"id": "ada", "name": "Ada Peeters", "at": "2025-11-20T10:00:00Z", "location": "flagey", "language": "nl",
             "identifiers": [{"type": "phone", "value": "+32 470 99 88 77"}, {"type": "email", "value": "ada.peeters@example.com"}]}
            """)).Status.ShouldBe(System.Net.HttpStatusCode.Created);
        foreach (var (receipt, euros, at) in new[]
        {
            ("R-1001", 9.40m, "2025-12-02T08:10:00Z"), ("R-1002", 64.90m, "2025-12-19T15:30:00Z"), ("R-1003", 12.10m, "2026-01-13T09:05:00Z"),
            ("R-1004", 22.50m, "2026-02-10T10:45:00Z"), ("R-1005", 18.00m, "2026-03-17T08:55:00Z"),
        })
            (await api.BuyAsync("ada", receipt, euros, at: at)).Status.ShouldBe(System.Net.HttpStatusCode.Created);
        await api.PostAsync("/programs/lumiere/purchases/R-1003/returns", """{"id": "RET-1", "at": "2026-01-15T17:00:00Z"}""");
        await api.PostAsync("/programs/lumiere/redemptions", """
            {"member": "ada", "reward": "espresso", "at_once": true, "location": "flagey", "at": "2026-02-21T09:30:00Z"}
            """);
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
