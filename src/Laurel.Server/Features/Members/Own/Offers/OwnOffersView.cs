using Laurel.Coupons;
using Laurel.Explaining;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Members.Own.Offers;

/// <summary>Whether an offer can be used.</summary>
public enum OfferUse
{
    Usable,
    Later,
    Used,
    Over,
}

/// <summary>Offers that are hers: coupons that were issued to her, those that apply by themselves, and what she gets by the calendar.</summary>
public sealed record OwnOffersView
{
    private const int RowsAtOnce = 100;
    private const int MostRows = 400;

    public required Shown Shown { get; init; }

    /// <summary>Coupons before the others; what ends first before what ends later.</summary>
    public required IReadOnlyList<OwnOffer> Offers { get; init; }

    /// <summary>What she gets by the calendar, and the first day of the next time.</summary>
    public required IReadOnlyList<(string Text, DateOnly Next)> Allowances { get; init; }

    internal static async Task<OwnOffersView> ReadAsync(Herself herself)
    {
        var (now, program) = (herself.Now, herself.Program.Program);
        var coupons = await CouponsAsync(herself);
        return new OwnOffersView
        {
            Shown = herself.Shown,
            Offers =
            [
                .. coupons.OrderBy(c => c.Until ?? DateTimeOffset.MaxValue),
                .. program.Offers(now.Member, now.At).Select(o => OwnOffer.Of(o, herself.Shown)),
            ],
            Allowances = [.. program.Allowances(now.Member, now.At).Select(a => (Said(herself, a.Id), Next(herself, a)))],
        };
    }

    private static string Said(Herself herself, string allowance) => PlainLanguage.Of(herself.Now.Rules.Definition, herself.Program.Language)
        .Sections.First(s => s.Id == "allowances").Sentences.First(s => s.About == allowance).Text;

    private static DateOnly Next(Herself herself, Allowances.Allowance allowance) =>
        Calendar.EndOf(allowance.Each, herself.Now.Rules.Definition.Calendar.Day(herself.Now.At)).AddDays(1);

    /// <summary>The coupons among what happened to her lately.</summary>
    private static async Task<IReadOnlyList<OwnOffer>> CouponsAsync(Herself herself)
    {
        if (!herself.Now.Rules.Definition.Offers.Any(o => o.Coupons is not null))
            return [];
        var issued = new List<(CommandId Command, CouponIssued Coupon)>();
        foreach (var member in herself.Now.Member.Merged.Select(m => m.Id).Prepend(herself.Now.Member.Id))
            issued.AddRange(await IssuedAsync(herself, member));
        var used = await herself.Organization.Journal.Read(herself.Program.Id, [.. issued.Select(i => Key.Tally(Coupon.Counter(i.Coupon.Coupon)))]);
        return
        [
            .. issued.Where(i => !i.Coupon.IsWithheld && herself.Now.Rules.Definition.Offer(i.Coupon.Offer)?.Coupons is not null)
                .Select(i => OwnOffer.Of(i.Coupon, CodeOf(herself, i.Command, i.Coupon.Coupon),
                    (used.Documents.GetValueOrDefault(Key.Tally(Coupon.Counter(i.Coupon.Coupon))) as Tally)?.Amount ?? 0, herself)),
        ];
    }

    private static async Task<IReadOnlyList<(CommandId, CouponIssued)>> IssuedAsync(Herself herself, MemberId member)
    {
        var issued = new List<(CommandId, CouponIssued)>();
        var (before, seen) = (long.MaxValue, 0);
        while (seen < MostRows)
        {
            var rows = await herself.Organization.Journal.History(herself.Program.Id, member, before, RowsAtOnce);
            issued.AddRange(rows.Where(r => r.IsAccepted).SelectMany(r => r.Events.OfType<CouponIssued>().Where(c => c.Member == member).Select(c => (r.Command.Id, c))));
            seen += rows.Count;
            if (rows.Count < RowsAtOnce)
                break;
            before = rows[^1].Seq;
        }
        return issued;
    }

    /// <summary>The code again, made as it was made then; null where somebody else made it.</summary>
    private static string? CodeOf(Herself herself, CommandId command, CouponId coupon)
    {
        var code = CouponCodes.New(herself.Organization, herself.Program.Id, command);
        return CouponCodes.Hash(herself.Organization, herself.Program.Id, code) == coupon ? code : null;
    }
}

/// <summary>An offer as she sees it.</summary>
/// <param name="Code">Of a coupon that was issued to her.</param>
/// <param name="From">The first day of one whose days have not begun.</param>
/// <param name="Until">The first instant at which it is over; null is as long as there is the offer.</param>
/// <param name="UsesLeft">How often it can still be used, where that is said and more than once.</param>
public sealed record OwnOffer(
    string Name, string Gives, IReadOnlyList<string> Takes, string? Code, DateOnly? From, DateTimeOffset? Until, long? UsesLeft, OfferUse Use)
{
    internal static OwnOffer Of(Rewards.OfferNow now, Shown shown)
    {
        var (gives, takes) = PlainLanguage.Of(shown.Definition, now.Offer, shown.Language);
        return new OwnOffer(shown.Name(now.Offer.Name, now.Offer.Id), gives, takes, null, now.IsLater ? now.Offer.Valid!.From : null, End(now.Offer, shown), null,
            now.IsLater ? OfferUse.Later : now.IsUsedUp ? OfferUse.Used : OfferUse.Usable);
    }

    internal static OwnOffer Of(CouponIssued issued, string? code, long used, Herself herself)
    {
        var (shown, offer) = (herself.Shown, herself.Now.Rules.Definition.Offer(issued.Offer)!);
        var (gives, takes) = PlainLanguage.Of(shown.Definition, offer, shown.Language);
        var end = End(offer, shown) is { } last && !(issued.Until < last) ? last : issued.Until;
        var left = offer.Coupons!.Uses - used;
        var from = offer.Valid?.From is { } first && shown.Definition.Calendar.Day(herself.Now.At) < first ? first : (DateOnly?)null;
        var use = left <= 0 ? OfferUse.Used : end <= herself.Now.At ? OfferUse.Over : from is not null ? OfferUse.Later : OfferUse.Usable;
        return new OwnOffer(shown.Name(offer.Name, offer.Id), gives, takes, code, from, end, offer.Coupons.Uses > 1 ? left : null, use);
    }

    private static DateTimeOffset? End(Rewards.Offer offer, Shown shown) => offer.Valid?.To is { } last ? shown.Definition.Calendar.End(last) : null;
}
