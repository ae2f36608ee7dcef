using Xunit;

namespace Laurel.Tests;

/// <summary>The folder `shared` beside the repository, with real data sets; tests that need it are skipped where it is absent.</summary>
internal static class SharedFolder
{
    /// <summary>The full path of a file in it, or a skipped test.</summary>
    public static string Path(string file)
    {
        var full = System.IO.Path.Combine(Root, file);
        if (!File.Exists(full) && !Directory.Exists(full))
            Assert.Skip($"needs ../shared/{file}, which is not beside this clone");
        return full;
    }

    /// <summary>The root of the repository: the nearest folder above that holds Laurel.slnx.</summary>
    public static string Repository { get; } = FindRepository();

    private static string Root => Environment.GetEnvironmentVariable("LAUREL_SHARED")
        ?? System.IO.Path.Combine(Repository, "..", "shared");

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Laurel.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the tests holds Laurel.slnx.");
    }
}
