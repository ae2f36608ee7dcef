using System.Security.Claims;
using Laurel.Engine;

namespace Laurel.Server.Access;

/// <summary>
/// The audit log: changes beside the journal, and who looked at whose personal data. Changes of the ledger are in the journal.
/// </summary>
internal static class Audit
{
    public static OrdinaryWrite Of(TimeProvider clock, ClaimsPrincipal actor, string what, string about) => new(
        "INSERT INTO audit (at, actor, what, about) VALUES (@at, @actor, @what, @about)",
        ("@at", clock.GetUtcNow().Text()), ("@actor", actor.Actor()), ("@what", what), ("@about", about));
}
