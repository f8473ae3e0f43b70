import java.io.*;
import java.util.*;
import java.util.zip.*;
import org.apache.xmlbeans.*;

/** Says of each Word file named by a line of standard input where its parts leave the schemas of ISO/IEC 29500. */
public class WordValidator {
    private static final String MAIN = "org.openxmlformats.schemas.wordprocessingml.x2006.main.";
    private static final Map<String, String> KINDS = Map.of(
        "document", MAIN + "DocumentDocument", "styles", MAIN + "StylesDocument", "settings", MAIN + "SettingsDocument",
        "header", MAIN + "HdrDocument", "footer", MAIN + "FtrDocument", "numbering", MAIN + "NumberingDocument",
        "fontTable", MAIN + "FontsDocument", "theme", "org.openxmlformats.schemas.drawingml.x2006.main.ThemeDocument",
        "footnotes", MAIN + "FootnotesDocument");

    public static void main(String[] unused) throws Exception {
        Scanner files = new Scanner(System.in, "UTF-8");
        while (files.hasNextLine()) {
            String file = files.nextLine();
            Set<String> faults = new TreeSet<>();
            try (ZipFile zip = new ZipFile(file)) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    String name = entry.getName();
                    String kind = name.replaceAll(".*/", "").replaceAll("\\d*\\.xml$", "");
                    if (name.startsWith("word/") && !name.contains("_rels") && KINDS.containsKey(kind)) {
                        SchemaType type = XmlBeans.typeForClass(Class.forName(KINDS.get(kind)));
                        XmlObject part = type.getTypeSystem().parse(zip.getInputStream(entry), type, null);
                        List<XmlError> found = new ArrayList<>();
                        part.validate(new XmlOptions().setErrorListener(found));
                        for (XmlError each : found) {
                            faults.add(name + ": " + each.getMessage().replaceAll("\\s+", " "));
                        }
                    }
                }
            }
            System.out.println(file + "\t" + (faults.isEmpty() ? "" : faults));
        }
    }
}
