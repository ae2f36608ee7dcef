namespace Laurel.Server.Features.Analyze;

/// <summary>`laurel analyze`: the methods of measurement for any file, without a server.</summary>
internal static class AnalyzeCommand
{
    public static Verb Create() => new VerbWithExamples(
        "analyze", "Measure from a file (CSV, gzip or Parquet), without a server: effects with their evidence, customer value, response.", """
        laurel analyze experiment test.csv --arm group --control A --metric spend --covariate spend_before
        laurel analyze panel stores.csv --unit store --time month --cohort joined --outcome revenue
        laurel analyze clv orders.csv.gz --customer customer_id --date date --amount amount --calibrate-until 2025-09-30 --json
        laurel analyze nps answers.parquet --score recommend --lang fr
        """)
    {
        ExperimentVerb.Create(),
        PanelVerb.Create(),
        SyntheticVerb.Create(),
        AdjustVerb.Create(),
        ClvVerb.Create(),
        CouponsVerb.Create(),
        CohortsVerb.Create(),
        RfmVerb.Create(),
        NpsVerb.Create(),
    };
}
