namespace Laurel.Insight.Questions;

/// <summary>Every question Laurel can ask, by the id that names it in goals, JSON and URLs.</summary>
public static class Catalogue
{
    /// <summary>In the order in which a report tells them.</summary>
    public static readonly IReadOnlyList<Question> All =
    [
        new Overview(), new Revenue(), new ActiveCustomers(), new RepeatPurchaseRate(), new RetentionStrict(), new RetentionHeadcount(),
        new ReturningCustomers(), new CohortRetention(), new VisitFrequency(), new PurchaseFrequency(), new AveragePurchaseAmount(),
        new LoyalVersusNew(), new OrdersPerCustomer(), new Rfm(), new RfmGrid(), new ProductMix(),
        new EnrolmentShare(), new Conversion(), new AverageSpendPerMember(), new Activation(), new Participation(),
        new CohortRetentionByEnrolment(), new FrequencyAroundJoining(), new MembersVersusOthers(),
        new NewMembers(), new NewMembersByPartner(), new BenefitsByCustomerType(),
        new ProfileCoverage(), new ReachableShare(),
        new UnitsUsed(), new TierUnlocks(), new RewardUnlocks(), new UnlocksByCohort(), new OfferResponse(), new CouponDependence(),
        new Fulfilment(), new RequestTimes(), new Satisfaction(), new LoyalAndSatisfied(), new PublicRatings(), new ShareOfWallet(),
    ];

    /// <summary>Null when no question has this id.</summary>
    public static Question? Find(string id) => All.FirstOrDefault(q => q.Id == id);
}
