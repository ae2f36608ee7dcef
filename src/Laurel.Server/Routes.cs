using Laurel.Server.Features.Activities;
using Laurel.Server.Features.Cards;
using Laurel.Server.Features.Care;
using Laurel.Server.Features.Challenges;
using Laurel.Server.Features.Coupons;
using Laurel.Server.Features.Docs;
using Laurel.Server.Features.Draws;
using Laurel.Server.Features.Effects;
using Laurel.Server.Features.Experiments;
using Laurel.Server.Features.Fulfilment;
using Laurel.Server.Features.Games;
using Laurel.Server.Features.Gatherings;
using Laurel.Server.Features.Giving;
using Laurel.Server.Features.Goals;
using Laurel.Server.Features.Health;
using Laurel.Server.Features.Keys;
using Laurel.Server.Features.Measures;
using Laurel.Server.Features.Members;
using Laurel.Server.Features.Members.Adjusting;
using Laurel.Server.Features.Members.Caring;
using Laurel.Server.Features.Members.Counter;
using Laurel.Server.Features.Members.Enrolling;
using Laurel.Server.Features.Members.Merging;
using Laurel.Server.Features.Members.Own;
using Laurel.Server.Features.Members.Page;
using Laurel.Server.Features.Members.Searching;
using Laurel.Server.Features.Memberships;
using Laurel.Server.Features.Overview;
using Laurel.Server.Features.Owed;
using Laurel.Server.Features.Partners;
using Laurel.Server.Features.Programs;
using Laurel.Server.Features.Purchases;
using Laurel.Server.Features.Purchases.Returning;
using Laurel.Server.Features.Redemptions;
using Laurel.Server.Features.Replay;
using Laurel.Server.Features.Satisfaction;
using Laurel.Server.Features.Setup;
using Laurel.Server.Features.SignIn;
using Laurel.Server.Features.Team;
using Laurel.Server.Features.Templates;
using Laurel.Server.Features.Trials;
using Laurel.Server.Features.Value;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server;

/// <summary>Every address the server answers, in one place.</summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Look.Map(routes);
        Health.Map(routes);
        Docs.Map(routes);
        MapPages(routes);
        MapApi(routes.MapGroup("/v1").WithMetadata(new NeedsIdempotencyKey()));
    }

    private static void MapPages(IEndpointRouteBuilder routes)
    {
        SpeakLanguage.Map(routes);
        MakeOrganization.Map(routes);
        SignInOut.Map(routes);
        ShowOverview.Map(routes);
        ShowMembers.Map(routes);
        ShowMember.Map(routes);
        ShowEnrol.Map(routes);
        ServeMember.Map(routes);
        CareForMember.Map(routes);
        MakeOwnLink.Map(routes);
        ShowOwnPages.Map(routes);
        ShowMerge.Map(routes);
        ShowReceipt.Map(routes);
        ShowFulfilment.Map(routes);
        ShowProgram.Map(routes);
        EditDraft.Map(routes);
        TryChange.Map(routes);
        ShowMeasures.Map(routes);
        ShowEffects.Map(routes);
        ShowExperiments.Map(routes);
        ShowTrials.Map(routes);
        ShowValue.Map(routes);
        ShowOwed.Map(routes);
        ShowPartners.Map(routes);
        ShowCauses.Map(routes);
        ShowSatisfaction.Map(routes);
        ShowGoals.Map(routes);
        ShowKeys.Map(routes);
        ShowTeam.Map(routes);
    }

    private static void MapApi(RouteGroupBuilder v1)
    {
        var programs = v1.MapGroup("").WithTags("Programs");
        var program = v1.MapGroup("/programs/{program}");
        ReadPrograms.Map(programs);
        Validate.Map(programs);
        ReadTemplates.Map(programs);
        var definition = program.MapGroup("").WithTags("Programs");
        Versions.Map(definition);
        Publish.Map(definition);
        Drafts.Map(definition);
        MapMembers(program.MapGroup("").WithTags("Members"));
        var purchases = program.MapGroup("").WithTags("Purchases");
        RecordOnePurchase.Map(purchases);
        RecordBatch.Map(purchases);
        FindPurchase.Map(purchases);
        ReturnPurchase.Map(purchases);
        ClaimPurchase.Map(purchases);
        MapMeasures(program);
        var memberships = program.MapGroup("").WithTags("Memberships");
        SellMembership.Map(memberships);
        KeepMembership.Map(memberships);
        RecordOne.Map(program.MapGroup("").WithTags("Activities"));
        var care = program.MapGroup("").WithTags("Care");
        RecordCaseStep.Map(care);
        ChangeOneConsent.Map(care);
        NoteOneProfile.Map(care);
        RecordOneRating.Map(care);
        MapPlay(program);
        IssueOne.Map(program.MapGroup("").WithTags("Coupons"));
        var cards = program.MapGroup("").WithTags("Cards");
        IssueCard.Map(cards);
        KeepCard.Map(cards);
        var giving = program.MapGroup("").WithTags("Giving");
        ReadCauses.Map(giving);
        PayOne.Map(giving);
        var partners = program.MapGroup("").WithTags("Partners");
        ReadStatement.Map(partners);
        SettlePartners.Map(partners);
        GiveConsent.Map(partners);
        var redemptions = program.MapGroup("").WithTags("Redemptions");
        Redeem.Map(redemptions);
        Conclude.Map(redemptions);
    }

    private static void MapMembers(IEndpointRouteBuilder members)
    {
        EnrolOne.Map(members);
        ReadMember.Map(members);
        ReadHistory.Map(members);
        ReadRewards.Map(members);
        AdjustOne.Map(members);
        TransferOne.Map(members);
        ReinstateOne.Map(members);
        ExtendOne.Map(members);
        SwitchOne.Map(members);
        RunUnits.Map(members);
        MergeOne.Map(members);
        KeepHousehold.Map(members);
        NameInviter.Map(members);
        Identifiers.Map(members);
        KeepBorn.Map(members);
        ReadEverything.Map(members);
        ErasePerson.Map(members);
    }

    private static void MapMeasures(IEndpointRouteBuilder program)
    {
        var measures = program.MapGroup("").WithTags("Measures");
        ReadMeasures.Map(measures);
        ReadGoals.Map(measures);
        var experiments = program.MapGroup("").WithTags("Experiments");
        ReadExperiments.Map(experiments);
        PlanExperiment.Map(experiments);
        ReadProgramEffect.Map(experiments);
        ReadTrials.Map(experiments);
        PlanTrial.Map(experiments);
    }

    private static void MapPlay(RouteGroupBuilder program)
    {
        var challenges = program.MapGroup("").WithTags("Challenges");
        ReadChallenges.Map(challenges);
        JoinOne.Map(challenges);
        ReadStandings.Map(challenges);
        var games = program.MapGroup("").WithTags("Games");
        ReadGames.Map(games);
        PlayOne.Map(games);
        ReadDraws.Map(games);
    }
}
