using Laurel.Insight.Causal;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>Reads joiners and others from one file, or others from a second one.</summary>
internal sealed class AdjustFile
{
    private readonly AdjustRequest request;
    private readonly StudyRun run;
    private readonly List<ColumnPlace> places = [];
    private readonly IReadOnlyList<CovariateTerm> terms;
    private readonly Names?[] names;
    private readonly CovariateValues[] values;
    private readonly List<bool> joined = [];
    private readonly List<double> outcome = [];
    private long others;

    private AdjustFile(AdjustRequest request, StudyTable table, StudyRun run)
    {
        (this.request, this.run) = (request, run);
        terms = CovariateTerm.Read(table, table.Split(request.Covariates), places);
        if (terms.Count == 0)
            throw new StudyException("missing-option", ("option", "--covariates"));
        foreach (var place in places.Where(place => place == table.Find(request.Outcome) || place == table.TryFind(request.Treated)))
            throw new StudyException("not-known-before", ("column", place.Name));
        string[] categories = [.. table.Split(request.Categories).Select(column => table.Find(column).Name)];
        var areNumbers = ColumnKinds.AreNumbers(table, places, run);
        names = [.. places.Select((place, i) => areNumbers[i] && !categories.Contains(place.Name) ? null : new Names())];
        values = [.. places.Select((place, i) => new CovariateValues(place.Name, names[i]))];
    }

    public static ComparedUnits Read(AdjustRequest request, StudyRun run)
    {
        var table = StudyTable.Open(request.File, run.Reading);
        var file = new AdjustFile(request, table, run);
        file.Scan(table, isControls: false);
        if (file.others > 0 && request.Controls is not null)
            run.Warn("others-replaced", request.Treated, ("rows", file.others), ("file", table.Name));
        if (request.Controls is { } controls)
            file.Scan(StudyTable.Open(controls, run.Reading), isControls: true);
        return file.Units();
    }

    private void Scan(StudyTable table, bool isControls)
    {
        var place = isControls ? table.TryFind(request.Treated) : table.Find(request.Treated);
        var flag = place is { } known ? new FlagColumn(known, request.TreatedValue) { Otherwise = "--treated-value" } : null;
        var result = new NumberColumn(table.Find(request.Outcome));
        Column[] bases = [.. places.Select((base_, i) => Base(table.Find(base_.Name), names[i]))];
        var skipped = 0L;
        var scan = new TableScan(table, run);
        scan.ForEach([.. flag is null ? (Column[])[result] : [flag, result], .. bases], () =>
        {
            var joins = flag?.Value ?? false;
            if (isControls == joins && request.Controls is not null)
                scan.Drop();
            if (isControls && joins)
                skipped++;
            else if (!isControls && !joins && request.Controls is not null)
                others++;
            else
                Take(joins, result.Value, bases);
        });
        if (skipped > 0)
            run.Warn("joiners-in-controls", request.Treated, ("rows", skipped), ("file", table.Name));
    }

    private static Column Base(ColumnPlace place, Names? names) => names is null ? new NumberColumn(place) : new NameColumn(place, names);

    private void Take(bool joins, double result, Column[] bases)
    {
        joined.Add(joins);
        outcome.Add(result);
        for (var i = 0; i < bases.Length; i++)
            values[i].Values.Add(bases[i] is NumberColumn number ? number.Value : ((NameColumn)bases[i]).Code);
    }

    private ComparedUnits Units()
    {
        if (!joined.Contains(true) || !joined.Contains(false))
            throw new StudyException("one-group", ("column", request.Treated), ("joined", joined.Count(one => one)),
                ("others", joined.Count(one => !one)));
        if (outcome.TrueForAll(one => one == outcome[0]))
            throw new StudyException("same-outcome", ("column", request.Outcome));
        foreach (var column in values)
            column.RequireOthers(joined);
        return new(joined, outcome, WithoutRepeats(WithoutConstants([.. terms.SelectMany(Covariates)])));
    }

    /// <summary>What is the same for everybody cannot make people alike.</summary>
    private List<Covariate> WithoutConstants(List<Covariate> covariates)
    {
        var differing = covariates.Where(covariate => covariate.Values.Any(value => value != covariate.Values[0])).ToList();
        string[] same = [.. covariates.Except(differing).Select(covariate => covariate.Name)];
        if (differing.Count == 0)
            throw new StudyException("constant", ("column", same[0]));
        if (same.Length > 0)
            run.Warn("constant", same[0], ("count", same.Length), ("covariates", string.Join(", ", same)));
        return differing;
    }

    /// <summary>What is a weighted sum of others, such as the last of a full set of yes and no, says nothing more.</summary>
    private List<Covariate> WithoutRepeats(List<Covariate> covariates)
    {
        var own = Independent.Of(covariates);
        string[] repeated = [.. covariates.Where((_, i) => !own[i]).Select(covariate => covariate.Name)];
        if (repeated.Length > 0)
            run.Warn("adds-nothing", repeated[0], ("count", repeated.Length), ("covariates", string.Join(", ", repeated)));
        return [.. covariates.Where((_, i) => own[i])];
    }

    private IEnumerable<Covariate> Covariates(CovariateTerm term)
    {
        if (term.Factors is [{ Equal: null, Power: 1 } only] && values[only.Column].AreTexts)
            return values[only.Column].Dummies();
        var product = term.Factors.Select(factor => values[factor.Column].Of(factor))
            .Aggregate((one, other) => one.Zip(other, (a, b) => a * b));
        return [new(term.Name, [.. product])];
    }
}
