using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Laurel.Server.Http;

/// <summary>
/// What is drawn for surprises: HMAC-SHA-256 of the month's secret and the receipt, its first eight bytes as a fraction. The secret's
/// hash is known from the start and the secret itself once the month is over, so that anybody can check every draw.
/// </summary>
internal static class Draws
{
    public static byte[] Secret(OpenOrganization organization, string program, string month) =>
        organization.Hash("draws", program, month);

    public static string Commitment(byte[] secret) => Convert.ToHexStringLower(SHA256.HashData(secret));

    /// <summary>From 0 to below 1, to eighteen decimals.</summary>
    public static decimal Draw(byte[] secret, PurchaseId purchase)
    {
        const decimal Parts = 1_000_000_000_000_000_000;
        var drawn = BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(purchase.Value)));
        return drawn % (ulong)Parts / Parts;
    }

    /// <summary>The month of a draw: that of the purchase, in universal time.</summary>
    public static string Month(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Draws for a purchase where a rule asks for it.</summary>
    public static RecordPurchase Drawn(this RecordPurchase command, OpenOrganization organization, string program)
    {
        if (organization.Program(program).Versions is not [.., { HasChances: true }])
            return command;
        var secret = Secret(organization, program, Month(command.Purchase.At));
        return command with { Traits = command.Traits with { Draw = Draw(secret, command.Purchase.Id) } };
    }
}
