using System.CommandLine;
using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Analyze;

/// <summary>`laurel analyze coupons`.</summary>
internal static class CouponsVerb
{
    private static readonly Argument<string> Sent = Wanted.File("sent", "The deliveries: one row per customer and campaign");
    private static readonly Option<string> Redemptions = new("--redemptions")
    {
        Description = "The redemptions: one row each",
        HelpName = "file",
        Required = true,
    };

    private static readonly Option<string> Customer = Wanted.Column("--customer", "Names the customer (or household), in both files");
    private static readonly Option<string?> Campaign = Wanted.Maybe("--campaign",
        "Names the campaign, in both files; leave it out when there is one");
    private static readonly Option<string?> RedeemedCustomer = Wanted.Maybe("--redeemed-customer",
        "The customer's column in the redemptions, if it has another name there");
    private static readonly Option<string?> RedeemedCampaign = Wanted.Maybe("--redeemed-campaign",
        "The campaign's column in the redemptions, if it has another name there");

    public static Verb Create() => StudyVerb.Of(
        new VerbWithExamples("coupons", "Response to offers: unique redeemers per unique delivery.", """
            laurel analyze coupons sent.csv --redemptions used.csv --customer household --campaign campaign
            laurel analyze coupons sent.csv --redemptions used.csv --customer member --redeemed-customer card --campaign offer --json
            """)
        {
            Sent, Redemptions, Customer, Campaign, RedeemedCustomer, RedeemedCampaign,
        },
        (asked, run) => CouponStudy.Run(
            new()
            {
                Sent = asked.GetValue(Sent)!,
                Redemptions = asked.GetValue(Redemptions)!,
                Customer = asked.GetValue(Customer)!,
                Campaign = asked.GetValue(Campaign),
                RedeemedCustomer = asked.GetValue(RedeemedCustomer),
                RedeemedCampaign = asked.GetValue(RedeemedCampaign),
            },
            run));
}
