using Laurel.Care;

namespace Laurel.Engine.Packing;

/// <summary>A member who joins, what she consents to and tells of herself, and her tier.</summary>
internal static class PackedMember
{
    public static bool IsRare(EnrolMember c) => c is not
    {
        IsCard: false, Owner: null, IsInactive: false, Opening.Count: 0, Spend: 0, Visits: 0, Tier: null, Rewards.Count: 0, Memberships.Count: 0,
        StoodAt: null, Inviter: null, Partners.Count: 0,
    } || !ReferenceEquals(c.Traits, Traits.None);

    public static void Write(PackWriter pack, EnrolMember c)
    {
        pack.Text(c.Member.Value);
        pack.Text(c.Location);
        pack.Text(c.Channel);
        pack.Flag(c.HeldOut);
        pack.Text(c.Shopper?.Value);
        pack.Texts(c.Profile);
        pack.List(c.Consents, Write);
    }

    public static EnrolMember ReadEnrolment(ref PackReader pack, Columns row) => new()
    {
        Id = row.Id,
        At = row.At,
        Actor = row.Actor,
        IsTimedByServer = row.IsTimedByServer,
        Member = pack.Id<MemberId>(),
        Location = pack.TextOrNull(),
        Channel = pack.TextOrNull(),
        HeldOut = pack.Flag(),
        Shopper = pack.IdOrNull<ShopperId>(),
        Profile = pack.Texts(),
        Consents = pack.List(static (ref pack) => ReadConsent(ref pack)),
    };

    /// <summary>Who joins, read from a body without making an enrolment of it; who was invited, which another has a part in, is rare.</summary>
    public static ReadOnlySpan<byte> Glance(ReadOnlySpan<byte> body)
    {
        var pack = new PackReader(body);
        return body[pack.Pass()];
    }

    public static void Write(PackWriter pack, PassTime c) => pack.Text(c.Member.Value);

    public static PassTime ReadTime(ref PackReader pack, Columns row) => new()
    {
        Id = row.Id,
        At = row.At,
        Actor = row.Actor,
        IsTimedByServer = row.IsTimedByServer,
        Member = pack.Id<MemberId>(),
    };

    public static bool IsRare(MemberEnrolled e) =>
        e.IsCard || e.Owner is not null || e.IsInactive || e.Spend != 0 || e.Visits != 0 || e.Tier is not null || e.Unlocked.Count > 0 || e.Stood is not null;

    public static void Write(PackWriter pack, MemberEnrolled e)
    {
        pack.Time(e.At);
        pack.Text(e.Member.Value);
        pack.Text(e.Location);
        pack.Text(e.Channel);
        pack.Flag(e.HeldOut);
        pack.Text(e.Shopper?.Value);
        pack.Day(e.Day);
    }

    public static MemberEnrolled ReadEnrolled(ref PackReader pack) => new()
    {
        At = pack.Time(),
        Member = pack.Id<MemberId>(),
        Location = pack.TextOrNull(),
        Channel = pack.TextOrNull(),
        HeldOut = pack.Flag(),
        Shopper = pack.IdOrNull<ShopperId>(),
        Day = pack.Day(),
    };

    public static void Write(PackWriter pack, ConsentChanged e)
    {
        pack.Time(e.At);
        pack.Text(e.Member.Value);
        Write(pack, e.Consent);
        pack.Flag(e.Given);
    }

    public static ConsentChanged ReadConsentChanged(ref PackReader pack) => new()
    {
        At = pack.Time(),
        Member = pack.Id<MemberId>(),
        Consent = ReadConsent(ref pack),
        Given = pack.Flag(),
    };

    public static void Write(PackWriter pack, ProfileChanged e)
    {
        pack.Time(e.At);
        pack.Text(e.Member.Value);
        pack.Texts(e.Filled);
        pack.Texts(e.Emptied);
    }

    public static ProfileChanged ReadProfileChanged(ref PackReader pack) => new()
    {
        At = pack.Time(),
        Member = pack.Id<MemberId>(),
        Filled = pack.Texts(),
        Emptied = pack.Texts(),
    };

    public static void Write(PackWriter pack, TierChanged e)
    {
        pack.Time(e.At);
        pack.Text(e.Member.Value);
        pack.Text(e.Before);
        pack.Text(e.After);
        pack.Texts(e.Unlocked);
    }

    public static TierChanged ReadTier(ref PackReader pack) => new()
    {
        At = pack.Time(),
        Member = pack.Id<MemberId>(),
        Before = pack.Text(),
        After = pack.Text(),
        Unlocked = pack.Texts(),
    };

    private static void Write(PackWriter pack, Consent consent)
    {
        pack.Text(consent.Purpose);
        pack.Text(consent.Channel);
        pack.Text(consent.Text);
        pack.Text(consent.Language);
        pack.Text(consent.Source);
        pack.TimeOrNull(consent.Since);
    }

    private static Consent ReadConsent(ref PackReader pack) =>
        new(pack.Text(), pack.Text(), pack.TextOrNull(), pack.TextOrNull(), pack.TextOrNull()) { Since = pack.TimeOrNull() };
}
