namespace Laurel.Server.Http;

/// <summary>
/// Codes of coupons. A code is made from the organization's secret and the request's key, so that it cannot be guessed (80 bits) and a
/// repeated request makes the same one; what is kept of it is a keyed hash.
/// </summary>
internal static class CouponCodes
{
    public static string New(OpenOrganization organization, string program, CommandId id) =>
        organization.NameFrom("", "coupon-code", program, id.Value).ToUpperInvariant();

    public static CouponId Hash(OpenOrganization organization, string program, string code) =>
        new(organization.NameFrom("cpn_", "coupon", program, code.Trim().ToUpperInvariant()));

    /// <summary>The codes of a purchase as the journal may know them: those of the definition as they are, others hashed.</summary>
    public static RecordPurchase Hidden(this RecordPurchase command, OpenOrganization organization, string program)
    {
        if (command.Purchase.Codes.Count == 0 || organization.Program(program).Versions is not [.., var rules])
            return command;
        string[] codes = [.. command.Purchase.Codes.Select(code =>
            rules.Knows(code) ? code : Hash(organization, program, code).Value)];
        return command with { Purchase = command.Purchase with { Codes = codes } };
    }
}
