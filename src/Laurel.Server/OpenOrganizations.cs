using System.Collections.Concurrent;
using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server;

/// <summary>The organizations in use; each is opened when it is first asked for and closed with the server.</summary>
internal sealed partial class OpenOrganizations(
    Organizations organizations, ServerOptions options, TimeProvider clock, ILogger<OpenOrganizations> log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<OrganizationId, Lazy<Task<OpenOrganization>>> open = new();

    public IEnumerable<OpenOrganization> All => open.Values.Where(o => o.IsValueCreated && o.Value.IsCompletedSuccessfully).Select(o => o.Value.GetAwaiter().GetResult());

    public async Task<OpenOrganization> Of(OrganizationId id)
    {
        var opening = open.GetOrAdd(id, static (i, self) => new Lazy<Task<OpenOrganization>>(() => self.OpenAsync(i)), this);
        try
        {
            return await opening.Value;
        }
        catch
        {
            open.TryRemove(new(id, opening));
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var organization in All)
            await organization.DisposeAsync();
        open.Clear();
    }

    private Task<OpenOrganization> OpenAsync(OrganizationId id)
    {
        if (organizations.Find(id) is null)
            throw new InvalidOperationException($"There is no organization {id}.");
        return OpenOrganization.OpenAsync(id, options, clock, fault => Faulted(fault.Cause, id, fault.What, fault.Program, fault.Command?.Value));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Organization}: {What} (program {Program}, command {Command})")]
    private partial void Faulted(Exception cause, OrganizationId organization, string what, string? program, string? command);
}
