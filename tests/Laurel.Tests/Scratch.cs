namespace Laurel.Tests;

/// <summary>Folders that tests write in. All stand in one, which goes when the run ends.</summary>
internal static class Scratch
{
    private static readonly DirectoryInfo Root = Begin();

    /// <summary>An empty folder that nobody else has.</summary>
    public static DirectoryInfo Folder() => Root.CreateSubdirectory(Guid.NewGuid().ToString("N"));

    /// <summary>A path in an empty folder.</summary>
    public static string File(string name) => Path.Combine(Folder().FullName, name);

    private static DirectoryInfo Begin()
    {
        var root = Directory.CreateTempSubdirectory("laurel-tests-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => root.Delete(recursive: true);
        return root;
    }
}
