using System.Security.Cryptography;
using System.Text;

namespace Laurel.Server.Access;

/// <summary>
/// The first owner proves that she runs the server by a code that only its console shows. It lives as long as the process, and opens
/// nothing once an organization exists.
/// </summary>
internal sealed class SetupCode(Organizations organizations)
{
    public string Code { get; } = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 24);

    public bool IsOpen => !organizations.Any();

    public bool Opens(string? code) => IsOpen
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code ?? ""), Encoding.UTF8.GetBytes(Code));
}
