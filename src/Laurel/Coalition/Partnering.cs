namespace Laurel.Coalition;

/// <summary>Where partners stand between a member and what she does at their shops.</summary>
internal static class Partnering
{
    /// <summary>Whether a partner takes no part that day, or may not know the member.</summary>
    public static Refusal? Refuse(Rules rules, Member? member, string? location, DateTimeOffset at)
    {
        if (rules.Definition.PartnerAt(location) is not { } partner)
            return null;
        if (!partner.TakesPart(rules.Calendar.Day(at)))
            return Refusal.PartnerClosed(partner.Id);
        return partner.NeedsConsent && member is not null && !member.Partners.Contains(partner.Id) ? Refusal.NoConsent(partner.Id) : null;
    }

    /// <summary>A partner that a member brings along and the program does not know.</summary>
    public static string? Unknown(Rules rules, EnrolMember enrol) =>
        enrol.Partners.Concat(enrol.Opening.Select(o => o.Issuer).OfType<string>()).FirstOrDefault(p => rules.Definition.Partner(p) is null);

    /// <summary>The partners she has agreed to as she joins.</summary>
    public static void Agree(Ledger ledger, EnrolMember enrol)
    {
        foreach (var partner in enrol.Partners)
            ledger.Happen(new PartnerAgreed { At = enrol.At, Member = enrol.Member, Partner = partner, Agrees = true });
    }

    public static Decision Agree(Rules rules, AgreeToPartner command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        if (rules.Definition.Partner(command.Partner) is null)
            return Refusal.UnknownPartner(command.Partner);
        if (member.Partners.Contains(command.Partner) == command.Agrees)
            return Decision.Accept([]);
        return Decision.Accept([new PartnerAgreed { At = command.At, Member = command.Member, Partner = command.Partner, Agrees = command.Agrees }]);
    }
}
